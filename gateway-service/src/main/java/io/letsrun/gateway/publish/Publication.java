package io.letsrun.gateway.publish;

/** The result of publishing an event. */
public sealed interface Publication {

    /** All in-sync replicas have it. */
    record Acknowledged() implements Publication {}

    /**
     * It may be lost, so the client has to send it again.
     *
     * @param detail for the client
     */
    record Unavailable(String detail) implements Publication {}
}
