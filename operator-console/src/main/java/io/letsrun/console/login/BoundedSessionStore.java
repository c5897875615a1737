package io.letsrun.console.login;

import java.time.Duration;
import java.util.Comparator;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import reactor.core.publisher.Mono;

/**
 * Sessions in memory, and only so many: a new one takes the place of the one that was used least recently. A request without a
 * session creates an object here and stores nothing, so the store holds users who logged in and no others.
 */
final class BoundedSessionStore extends InMemoryWebSessionStore {

    private final int max;
    private final Duration timeout;

    BoundedSessionStore(int max, Duration timeout) {
        this.max = max;
        this.timeout = timeout;
        setMaxSessions(Integer.MAX_VALUE);
    }

    @Override
    public Mono<WebSession> createWebSession() {
        return makeRoom().then(super.createWebSession()).doOnNext(session -> session.setMaxIdleTime(timeout));
    }

    private Mono<Void> makeRoom() {
        return Mono.defer(() -> getSessions().size() < max
                ? Mono.empty()
                : getSessions().values().stream()
                        .min(Comparator.comparing(WebSession::getLastAccessTime))
                        .map(WebSession::getId)
                        .map(this::removeSession)
                        .orElse(Mono.empty()));
    }
}
