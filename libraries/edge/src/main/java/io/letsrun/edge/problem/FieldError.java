package io.letsrun.edge.problem;

/**
 * A value of a request that breaks a rule.
 *
 * @param pointer where it is: a JSON pointer (RFC 6901) into the body, or {@code /} and the name of a parameter
 * @param code the rule's stable name, such as {@code out-of-range}
 * @param detail the rule, for people; never the value
 */
public record FieldError(String pointer, String code, String detail) {}
