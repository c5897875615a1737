package io.letsrun.delivery.deadletter;

import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.event.UndecodableEvent;
import io.letsrun.delivery.batch.BrokenRule;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.springframework.core.NestedExceptionUtils;

/** An error as the headers of a dead letter tell it, in UTF-8 and within their bounds. */
public final class ExceptionText {

    private static final int DEPTH = 10;
    private static final int FRAMES = 16;
    private static final int HEADLINE = 500;

    private ExceptionText() {}

    public static byte[] message(Throwable error) {
        return utf8(
                Objects.requireNonNullElse(
                        NestedExceptionUtils.getMostSpecificCause(error).getMessage(), ""),
                FailureHeaders.MAX_MESSAGE_BYTES);
    }

    /**
     * Returns the causes from the outermost to the root, in the format of {@link Throwable#printStackTrace}, but of each only
     * its first frames, so that the root's are among what there is room for. Of a refusal that is no accident the frames
     * would say nothing, and there may be a hundred thousand of them a minute, so it has none.
     */
    public static byte[] stack(Throwable error) {
        boolean frames = !(error instanceof UndecodableEvent || error instanceof BrokenRule);
        StringBuilder text = new StringBuilder();
        Throwable cause = error;
        for (int depth = 0; depth < DEPTH && cause != null; depth++) {
            String headline = cause.toString();
            text.append(depth == 0 ? "" : "Caused by: ")
                    .append(headline, 0, Math.min(headline.length(), HEADLINE))
                    .append('\n');
            if (frames) {
                frames(cause, text);
            }
            cause = cause.getCause();
        }
        return utf8(text.toString(), FailureHeaders.MAX_STACK_BYTES);
    }

    private static void frames(Throwable cause, StringBuilder text) {
        StackTraceElement[] frames = cause.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
            text.append("\tat ").append(frames[i]).append('\n');
        }
        if (frames.length > FRAMES) {
            text.append("\t... ").append(frames.length - FRAMES).append(" more\n");
        }
    }

    /** Returns the text's first bytes, and no part of a character. */
    private static byte[] utf8(String text, int maxBytes) {
        byte[] bytes = text.substring(0, Math.min(text.length(), maxBytes)).getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= maxBytes) {
            return bytes;
        }
        int end = maxBytes;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }
}
