package io.letsrun.load.reconcile;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows accepted ids of one kind: to their rows, and those that have none to the dead letters and the topics.
 *
 * <p>What is found nowhere is looked for once more, in the order in which records travel, before it is called lost: something
 * may have moved on while we looked.
 */
final class IdSearch {

    private final RecordKind kind;
    private final Rows rows;
    private final LetterSchema letters;
    private final TopicSearch underway;
    private final Consumer<String> progress;

    private final FoundElsewhere elsewhere = new FoundElsewhere();
    private Set<AcceptedId> missing = Set.of();
    private long accepted;
    private long stored;
    private long rejected;
    private @Nullable Instant last;

    IdSearch(RecordKind kind, Rows rows, LetterSchema letters, TopicSearch underway, Consumer<String> progress) {
        this.kind = kind;
        this.rows = rows;
        this.letters = letters;
        this.underway = underway;
        this.progress = progress;
    }

    /** Leaves the ids in the temporary tables of the rows' session. */
    void toRows(Stream<AcceptedId> ids) throws SQLException {
        progress.accept("looking for the rows of accepted " + kind);
        accepted = lookForRows(ids);
    }

    private long lookForRows(Stream<AcceptedId> ids) throws SQLException {
        Found found = rows.find(ids);
        stored += found.stored();
        rejected += found.rejected();
        missing = found.missing();
        last = later(last, found.last());
        return found.asked();
    }

    /** After {@link #toRows}; replaces the temporary tables. */
    void elsewhere() throws SQLException, ExecutionException, InterruptedException {
        lookAmongLetters();
        if (missing.isEmpty()) {
            return;
        }
        say("looking for %,d %s in their topics");
        underway.find(kind, missing, elsewhere);
        forgetFound();
        if (!missing.isEmpty()) {
            say("looking once more for %,d %s");
            lookForRows(missing.stream());
            lookAmongLetters();
        }
    }

    private void lookAmongLetters() throws SQLException {
        if (!missing.isEmpty()) {
            say("looking for %,d %s among the dead letters");
            letters.find(kind, missing, elsewhere);
            forgetFound();
        }
    }

    /** A letter that is being replayed may have failed again already; where it waits is what counts. */
    private void forgetFound() {
        elsewhere.dead().removeAll(elsewhere.waiting());
        missing.removeAll(elsewhere.dead());
        missing.removeAll(elsewhere.waiting());
    }

    private void say(String step) {
        progress.accept(String.format(Locale.ROOT, step, missing.size(), kind));
    }

    FateCounts tally() {
        return new FateCounts(
                accepted,
                stored,
                rejected,
                elsewhere.dead().size(),
                elsewhere.waiting().size(),
                missing.size());
    }

    Set<AcceptedId> lost() {
        return missing;
    }

    /** When the last of them was stored or rejected. */
    @Nullable Instant last() {
        return last;
    }

    static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
