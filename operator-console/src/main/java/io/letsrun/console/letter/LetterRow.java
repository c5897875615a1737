package io.letsrun.console.letter;

import io.letsrun.console.web.Badge;
import java.time.Instant;

/** A letter in a list. */
record LetterRow(
        long id,
        Instant failedAt,
        String topic,
        String group,
        String event,
        String exception,
        String message,
        Badge state,
        String attempts) {}
