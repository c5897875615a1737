package io.letsrun.console.web.letters;

import java.util.List;

/** The filter's fields as somebody filled them in, right or wrong. */
record FilterForm(
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

    static final List<String> STATES = List.of("open", "sending", "sent", "applied", "failed-again", "discarded");
}
