package io.letsrun.console.letter;

/**
 * A letter's payload as shown.
 *
 * @param note what the reader must know about it: that it is masked, cut, not JSON, or none
 */
record ShownPayload(String text, String note, boolean revealed) {}
