package io.letsrun.simulator.knobs;

import tools.jackson.databind.EnumNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * A way in which a call goes wrong, once its latency is over. All but {@link #SERVER_ERROR} spoil only the answer: an
 * {@code addEvent} has added its event all the same.
 */
@EnumNaming(LowerCamelCaseStrategy.class)
public enum InjectedFault {
    /** The connection is reset (RST) instead of an answer. */
    DROP_BEFORE_HEADERS,
    /** The status and the headers arrive, and then the connection ends. */
    DROP_AFTER_HEADERS,
    /** Nothing arrives, and the connection stays open until the client closes it. */
    HANG,
    /** A whole answer that calls itself JSON and is not. */
    GARBAGE,
    /** Half of what Content-Length announces, and then the connection ends. */
    HALF_BODY,
    /** Status 500, and nothing was done. */
    SERVER_ERROR
}
