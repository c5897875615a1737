package io.letsrun.console.discard;

/**
 * What would be discarded.
 *
 * @param count letters
 * @param upTo the last of them; given back, it keeps those out that come later
 */
public record DiscardPreview(long count, long upTo) {}
