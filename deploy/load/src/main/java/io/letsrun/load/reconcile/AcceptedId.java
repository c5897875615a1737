package io.letsrun.load.reconcile;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a 202 promised something for, as a line of text that PostgreSQL's COPY reads: {@code userId\trunId}, and {@code \N} in
 * place of a run for the signup itself.
 *
 * @param userId who signed up, or whose the run is
 * @param runId the run, or the run to be deleted; null for a signup
 */
public record AcceptedId(UUID userId, @Nullable UUID runId) {

    private static final int UUID_LENGTH = 36;
    private static final String NO_RUN = "\\N";

    public boolean isSignup() {
        return runId == null;
    }

    /** Without the end of the line. */
    public String line() {
        return userId + "\t" + (runId == null ? NO_RUN : runId.toString());
    }

    /**
     * Reads what {@link #line} wrote; a user's id alone is a signup as well.
     *
     * @throws IllegalArgumentException when it is no such line
     */
    static AcceptedId parse(String line) {
        int tab = line.indexOf('\t');
        if (tab < 0) {
            return new AcceptedId(uuid(line), null);
        }
        String run = line.substring(tab + 1);
        return new AcceptedId(uuid(line.substring(0, tab)), run.equals(NO_RUN) ? null : uuid(run));
    }

    private static UUID uuid(String text) {
        if (text.length() != UUID_LENGTH) { // shorter groups of digits would pass
            throw new IllegalArgumentException("not a UUID");
        }
        return UUID.fromString(text);
    }
}
