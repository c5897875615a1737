package io.letsrun.edge.connection;

/**
 * A user event: the connection itself has answered the arriving request, and later handlers get nothing more of it.
 *
 * @param status of the answer
 */
public record RequestCutOff(int status) {}
