package io.letsrun.edge.connection;

/**
 * Goes up the pipeline when the connection itself answers the request that is arriving: whoever serves it gets nothing
 * more of it.
 *
 * @param status of the answer
 */
public record RequestCutOff(int status) {}
