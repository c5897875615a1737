package io.letsrun.console.overview;

/**
 * Why some open letters of a group failed.
 *
 * @param message with its values blanked
 * @param open how many of them are open
 */
public record OpenCause(String fingerprint, String exception, String message, long open) {}
