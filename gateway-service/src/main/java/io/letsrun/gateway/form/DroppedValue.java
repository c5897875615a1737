package io.letsrun.gateway.form;

/**
 * An optional value that was left out instead of refused.
 *
 * @param pointer where it is: a JSON pointer (RFC 6901) into the body
 * @param code the stable name of the rule it breaks, such as {@code out-of-range}
 */
public record DroppedValue(String pointer, String code) {}
