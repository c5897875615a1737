package io.letsrun.console.search;

import java.util.List;

/** The filter's fields as somebody filled them in, right or wrong. */
public record FilterForm(
        String topic,
        String group,
        String exception,
        String text,
        String user,
        String from,
        String to,
        String state,
        String cause,
        String withoutCause) {

    public static final List<String> STATES =
            List.of("open", "sending", "sent", "applied", "failed-again", "discarded");
}
