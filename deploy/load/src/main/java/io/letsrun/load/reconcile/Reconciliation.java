package io.letsrun.load.reconcile;

import io.letsrun.load.reconcile.ReconciliationResult.Doubled;
import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.local.process.Pause;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds everything that was accepted: accepted = stored + rejected + dead-lettered. */
public final class Reconciliation {

    private static final int PRINTED = 20;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Roles roles;
    private final TopicSearch topics;
    private final Consumer<String> progress;

    /** Connects to PostgreSQL as one of the roles, each of which sees only its own schema. */
    @FunctionalInterface
    interface Roles {
        Connection connect(String role) throws SQLException;
    }

    /** @param progress told of each step when it begins */
    public Reconciliation(MeasuredStack stack, Consumer<String> progress) {
        this(stack.stack()::postgres, stack.stack().bootstrapServers(), progress);
    }

    Reconciliation(Roles roles, String bootstrapServers, Consumer<String> progress) {
        this.roles = roles;
        this.topics = new TopicSearch(bootstrapServers);
        this.progress = progress;
    }

    /**
     * Reconciles until nothing is waiting any more or the time is over, and at least once.
     *
     * @return null when it was never possible, as while the database is down
     */
    public @Nullable ReconciliationResult settled(Path accepted, Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        ReconciliationResult result = null;
        while (true) {
            try {
                result = now(accepted);
                if (result.all().waiting() == 0) {
                    return result;
                }
                progress.accept(result.all().waiting() + " are still waiting");
            } catch (SQLException | IOException | ExecutionException e) {
                progress.accept("cannot reconcile now: " + e.getMessage());
            }
            if (System.nanoTime() >= end) {
                return result;
            }
            Pause.of(LOOK);
        }
    }

    /**
     * Reconciles as things are at this moment. Lost ids are written to a file beside this one.
     *
     * @param accepted what {@link AcceptedIds} wrote
     */
    ReconciliationResult now(Path accepted) throws SQLException, IOException, ExecutionException, InterruptedException {
        AcceptedFile file = new AcceptedFile(accepted);
        try (Connection signup = roles.connect(RecordKind.SIGNUP.role());
                Connection profile = roles.connect(RecordKind.RUN.role());
                Connection letters = roles.connect(IdTable.LETTERS_ROLE)) {
            IdSearch signups = new IdSearch(RecordKind.SIGNUP, signup, letters, topics, progress);
            IdSearch runs = new IdSearch(RecordKind.RUN, profile, letters, topics, progress);
            Doubled accounts = search(signups, file, AcceptedId::isSignup);
            Doubled doubled = search(runs, file, id -> !id.isSignup());
            List<AcceptedId> lost =
                    Stream.concat(signups.lost().stream(), runs.lost().stream()).toList();
            return new ReconciliationResult(
                    signups.fates(),
                    runs.fates(),
                    new Doubled(accounts.accounts(), doubled.runs(), doubled.totals()),
                    file.lastAccepted(),
                    IdSearch.later(signups.last(), runs.last()),
                    lost.subList(0, Math.min(PRINTED, lost.size())),
                    lost.isEmpty() ? null : file.writeBeside(".lost", lost));
        }
    }

    private static Doubled search(IdSearch search, AcceptedFile file, Predicate<AcceptedId> kind)
            throws SQLException, IOException, ExecutionException, InterruptedException {
        try (Stream<AcceptedId> ids = file.ids()) {
            return search.of(ids.filter(kind));
        }
    }
}
