package io.letsrun.console.audit;

import io.letsrun.console.access.Caller;
import io.letsrun.console.letter.Reveals;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Nobody sees a payload as it is without leaving a name and a reason here. */
@Component
final class AuditedReveals implements Reveals {

    private final Audit audit;

    AuditedReveals(Audit audit) {
        this.audit = audit;
    }

    @Override
    public Mono<Void> revealed(long letterId, Caller caller, String reason) {
        return audit.write(caller, AuditedAction.onLetter("reveal", reason, letterId));
    }
}
