package io.letsrun.load.reconcile;

import io.letsrun.load.reconcile.ReconciliationResult.Doubled;
import io.letsrun.load.reconcile.ReconciliationResult.Fates;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Searches accepted ids of one kind: in the tables, and those without a row among the dead letters and in the topics.
 *
 * <p>What is found nowhere is searched once more, in the order in which records travel, before it is called lost: something may
 * have moved on meanwhile.
 */
final class IdSearch {

    /**
     * Where ids are that have no row.
     *
     * @param dead among the dead letters
     * @param waiting not settled yet
     */
    record Elsewhere(Set<AcceptedId> dead, Set<AcceptedId> waiting) {}

    private final RecordKind kind;
    private final IdTable rows;
    private final IdTable letters;
    private final TopicSearch topics;
    private final Consumer<String> progress;
    private final Elsewhere elsewhere = new Elsewhere(new HashSet<>(), new HashSet<>());
    private Set<AcceptedId> missing = Set.of();
    private long accepted;
    private long stored;
    private long rejected;
    private @Nullable Instant last;

    /** @param own of the role that has the rows */
    IdSearch(RecordKind kind, Connection own, Connection letters, TopicSearch topics, Consumer<String> progress) {
        this.kind = kind;
        this.rows = new IdTable(own, kind);
        this.letters = new IdTable(letters, kind);
        this.topics = topics;
        this.progress = progress;
    }

    /** Returns what counts twice. */
    Doubled of(Stream<AcceptedId> ids) throws SQLException, ExecutionException, InterruptedException {
        progress.accept("checking the rows of accepted " + kind);
        accepted = searchRows(ids);
        Doubled doubled = rows.doubled();
        searchLetters();
        if (!missing.isEmpty()) {
            say("searching %,d %s in their topics");
            topics.find(kind, missing, elsewhere);
            removeFound();
        }
        if (!missing.isEmpty()) {
            say("searching %,d %s once more");
            searchRows(missing.stream());
            searchLetters();
        }
        return doubled;
    }

    private long searchRows(Stream<AcceptedId> ids) throws SQLException {
        IdTable.Found found = rows.rows(ids);
        stored += found.stored();
        rejected += found.rejected();
        missing = found.missing();
        last = later(last, found.last());
        return found.asked();
    }

    private void searchLetters() throws SQLException {
        if (!missing.isEmpty()) {
            say("searching %,d %s among the dead letters");
            letters.letters(missing, elsewhere);
            removeFound();
        }
    }

    /** A letter that is being replayed may have failed again already; where it waits is what counts. */
    private void removeFound() {
        elsewhere.dead().removeAll(elsewhere.waiting());
        missing.removeAll(elsewhere.dead());
        missing.removeAll(elsewhere.waiting());
    }

    private void say(String step) {
        progress.accept(String.format(Locale.ROOT, step, missing.size(), kind));
    }

    Fates fates() {
        return new Fates(
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
