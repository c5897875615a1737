package io.letsrun.load.reconcile;

import io.letsrun.load.stack.MeasuredStack;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Follows everything that was accepted to where it is now: accepted = stored + rejected + dead-lettered.
 */
public final class Reconciliation {

    private static final int TOLD = 20;

    private final Roles roles;
    private final TopicSearch underway;
    private final Consumer<String> progress;

    /** @param progress told what is being done, at the beginning of each step */
    public Reconciliation(MeasuredStack stack, Consumer<String> progress) {
        this(stack::postgres, stack.bootstrapServers(), progress);
    }

    Reconciliation(Roles roles, String bootstrapServers, Consumer<String> progress) {
        this.roles = roles;
        this.underway = new TopicSearch(bootstrapServers);
        this.progress = progress;
    }

    /**
     * Takes stock as things are at this moment; after the drain nothing is waiting any more. Lost ids are written to a file
     * beside this one.
     *
     * @param accepted what {@link AcceptedIds} wrote
     */
    public ReconciliationResult of(Path accepted) throws SQLException, IOException, ExecutionException, InterruptedException {
        AcceptedFile file = new AcceptedFile(accepted);
        try (Connection signup = roles.connect(SignupSchema.ROLE);
                Connection profile = roles.connect(ProfileSchema.ROLE);
                Connection deadLetters = roles.connect(LetterSchema.ROLE)) {
            LetterSchema letters = new LetterSchema(deadLetters);
            SignupSchema signupSchema = new SignupSchema(signup);
            IdSearch signups = new IdSearch(RecordKind.SIGNUP, signupSchema.rows(), letters, underway, progress);
            ProfileSchema profileSchema = new ProfileSchema(profile);
            IdSearch runs = new IdSearch(RecordKind.RUN, profileSchema.rows(), letters, underway, progress);

            toRows(signups, file, AcceptedId::isSignup);
            progress.accept("looking for accounts that share an address");
            long accounts = signupSchema.doubled();
            signups.elsewhere();
            toRows(runs, file, id -> !id.isSignup());
            progress.accept("comparing totals with the sums of runs");
            Doubled doubled = profileSchema.doubled();
            runs.elsewhere();

            return account(file, signups, runs, new Doubled(accounts, doubled.runs(), doubled.totals()));
        }
    }

    private static void toRows(IdSearch trace, AcceptedFile file, Predicate<AcceptedId> kind)
            throws SQLException, IOException {
        try (Stream<AcceptedId> ids = file.ids()) {
            trace.toRows(ids.filter(kind));
        }
    }

    private static ReconciliationResult account(AcceptedFile file, IdSearch signups, IdSearch runs, Doubled doubled) throws IOException {
        List<AcceptedId> lost =
                Stream.concat(signups.lost().stream(), runs.lost().stream()).toList();
        return new ReconciliationResult(
                signups.tally(),
                runs.tally(),
                doubled,
                file.lastAccepted(),
                IdSearch.later(signups.last(), runs.last()),
                lost.subList(0, Math.min(TOLD, lost.size())),
                lost.isEmpty() ? null : file.writeBeside(".lost", lost));
    }
}
