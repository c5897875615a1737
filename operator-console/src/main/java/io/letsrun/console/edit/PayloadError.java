package io.letsrun.console.edit;

/**
 * A rule that a payload breaks.
 *
 * @param pointer where, as a JSON pointer (RFC 6901); empty for the whole
 * @param detail which rule
 */
public record PayloadError(String pointer, String detail) {}
