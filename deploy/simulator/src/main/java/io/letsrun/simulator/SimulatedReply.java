package io.letsrun.simulator;

import io.letsrun.simulator.knobs.InjectedFault;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** An answer in JSON, ready to be sent. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SimulatedReply(int status, byte[] body) {

    /**
     * What has been decided for a call when it arrives.
     *
     * @param nanos when it is over, counted from its arrival
     */
    record Planned(SimulatedReply reply, Optional<InjectedFault> fault, long nanos) {}

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static SimulatedReply of(int status, Object value) {
        return new SimulatedReply(status, JSON.writeValueAsBytes(value));
    }

    static SimulatedReply error(int status, String message) {
        return of(status, new Message(message));
    }

    private record Message(String error) {}
}
