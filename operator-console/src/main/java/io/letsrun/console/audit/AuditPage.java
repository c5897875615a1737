package io.letsrun.console.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some entries, newest first.
 *
 * @param next the cursor of the following page; null on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditPage(List<AuditEntry> items, @Nullable String next) {

    /** @param oneMore one more than were asked for, if there is one more: that is how the end is known without a count */
    static AuditPage of(List<AuditEntry> oneMore, int limit) {
        if (oneMore.size() <= limit) {
            return new AuditPage(oneMore, null);
        }
        List<AuditEntry> items = List.copyOf(oneMore.subList(0, limit));
        return new AuditPage(items, Long.toString(items.getLast().id()));
    }
}
