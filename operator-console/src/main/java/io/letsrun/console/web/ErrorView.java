package io.letsrun.console.web;

/** What went wrong, for people. */
public record ErrorView(int status, String title, String words) {

    /** The attribute of an exchange whose form was refused for its token and not for its sender's role. */
    public static final String STALE_FORM = ErrorView.class.getName() + ".staleForm";

    static ErrorView staleForm() {
        return new ErrorView(
                403,
                "This form is out of date",
                "Its page was opened before you last logged in. Nothing was done: load the page again and repeat it.");
    }

    static ErrorView of(int status) {
        return switch (status) {
            case 400, 422 ->
                new ErrorView(
                        status, "This request is not valid", "Something in the address or the form cannot be read.");
            case 403 -> new ErrorView(status, "Your role does not allow this", "Ask somebody with a higher role.");
            case 404 ->
                new ErrorView(
                        status,
                        "There is no such page",
                        "The letter or replay does not exist, or the address is wrong.");
            case 405 -> new ErrorView(status, "This address does not take that", "It takes another kind of request.");
            case 409 -> new ErrorView(status, "It has changed", "Somebody else changed it first. Look at it again.");
            case 429 -> new ErrorView(status, "Too many attempts", "Wait a few seconds and try again.");
            case 503 ->
                new ErrorView(
                        status,
                        "The database does not answer",
                        "Letters cannot be shown at the moment. Nothing is lost, and the overview still works.");
            default ->
                status < 500
                        ? new ErrorView(status, "The request was refused", "Something in it is not allowed.")
                        : new ErrorView(status, "The console has failed", "Its log says why.");
        };
    }
}
