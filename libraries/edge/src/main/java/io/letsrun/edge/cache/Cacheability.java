package io.letsrun.edge.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What a service tells the gateway about keeping an answer. Clients do not see it.
 *
 * @param revision of everything that the service knows of the user: a higher one is newer
 * @param lifetime how long the answer may be kept
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9213">RFC 9213, targeted cache control</a>
 */
public record Cacheability(long revision, Duration lifetime) {

    private static final String TARGETED = "Gateway-Cache-Control";
    private static final String REVISION = "Letsrun-Revision";
    private static final Pattern MAX_AGE = Pattern.compile("max-age=([0-9]{1,9})");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** Puts it on an answer; a lifetime of less than a second says nothing. */
    public void write(HttpHeaders answer) {
        if (lifetime.toSeconds() > 0) {
            answer.set(REVISION, Long.toString(revision));
            answer.set(TARGETED, "max-age=" + lifetime.toSeconds());
        }
    }

    /** Reads it from an answer; empty when the answer must not be kept. */
    public static Optional<Cacheability> read(HttpHeaders answer) {
        @Nullable String revision = answer.getFirst(REVISION);
        @Nullable String targeted = answer.getFirst(TARGETED);
        if (revision == null || targeted == null || !NUMBER.matcher(revision).matches()) {
            return Optional.empty();
        }
        Matcher age = MAX_AGE.matcher(targeted);
        return age.matches()
                ? Optional.of(
                        new Cacheability(Long.parseLong(revision), Duration.ofSeconds(Long.parseLong(age.group(1)))))
                : Optional.empty();
    }
}
