package io.letsrun.simulator.knobs;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A way in which a call goes wrong, once its latency is over. All but {@link #SERVER_ERROR} spoil only the answer: an
 * {@code addEvent} has added its event all the same.
 */
public enum InjectedFault {
    /** The connection is reset (RST) instead of an answer. */
    @JsonProperty("dropBeforeHeaders")
    DROP_BEFORE_HEADERS,
    /** The status and the headers arrive, and then the connection ends. */
    @JsonProperty("dropAfterHeaders")
    DROP_AFTER_HEADERS,
    /** Nothing arrives, and the connection stays open until the client closes it. */
    @JsonProperty("hang")
    HANG,
    /** A whole answer that calls itself JSON and is not. */
    @JsonProperty("garbage")
    GARBAGE,
    /** Half of what Content-Length announces, and then the connection ends. */
    @JsonProperty("halfBody")
    HALF_BODY,
    /** Status 500, and nothing was done. */
    @JsonProperty("serverError")
    SERVER_ERROR
}
