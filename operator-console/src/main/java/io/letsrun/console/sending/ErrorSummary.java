package io.letsrun.console.sending;

/** Says in a line what went wrong. */
final class ErrorSummary {

    private static final int MAX_LENGTH = 300;

    private ErrorSummary() {}

    static String of(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        String text = root.getClass().getSimpleName() + (message == null ? "" : ": " + message);
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    }
}
