package io.letsrun.console.web;

/** What went wrong, for people. */
record ErrorView(int status, String title, String words) implements View {

    @Override
    public String template() {
        return "web/error.jte";
    }

    @Override
    public Section section() {
        return Section.NONE;
    }

    static ErrorView of(int status) {
        return switch (status) {
            case 400 ->
                new ErrorView(
                        status, "That cannot be right", "Something in the address or the form does not make sense.");
            case 403 ->
                new ErrorView(
                        status,
                        "Not with your role",
                        "Either your role does not allow this, or the form was too old: go back, reload the page and try again.");
            case 404 ->
                new ErrorView(
                        status,
                        "There is no such page",
                        "The letter or replay does not exist, or the address is wrong.");
            case 405 -> new ErrorView(status, "Not like this", "The address exists, but does something else.");
            case 409 -> new ErrorView(status, "It has changed", "Somebody was faster. Look at it again.");
            case 503 ->
                new ErrorView(
                        status,
                        "The database does not answer",
                        "Letters cannot be shown at the moment. Nothing is lost; the overview still works.");
            default ->
                status < 500
                        ? new ErrorView(status, "That cannot be right", "The request was refused.")
                        : new ErrorView(
                                status, "Something broke here", "It was the console's fault and is in its log.");
        };
    }
}
