package io.letsrun.gateway.publish;

/** What became of an event that was to be published. */
public sealed interface Publication {

    /** The brokers have it, on every replica in sync: it will not be lost. */
    record Acknowledged() implements Publication {}

    /**
     * Nobody can be sure of it; the client is to send it again.
     *
     * @param detail for the client
     */
    record Unavailable(String detail) implements Publication {}
}
