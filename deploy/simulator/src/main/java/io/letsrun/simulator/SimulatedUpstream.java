package io.letsrun.simulator;

import io.letsrun.simulator.knobs.Behaviour;
import io.letsrun.simulator.knobs.InjectedFault;
import io.letsrun.simulator.knobs.Knobs;
import io.letsrun.simulator.knobs.SimulatedOperation;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The outside system's own operations, and how long and how well each call of them goes. */
final class SimulatedUpstream {

    private static final String USER = "/getUserById/";
    private static final String EVENT = "/getEventById/";

    private final SimulatedData data;
    private final SimulatorMetrics metrics;
    private volatile Knobs knobs;

    SimulatedUpstream(SimulatedData data, SimulatorMetrics metrics, Knobs knobs) {
        this.data = data;
        this.metrics = metrics;
        this.knobs = knobs;
    }

    Knobs knobs() {
        return knobs;
    }

    void knobs(Knobs next) {
        knobs = next;
    }

    /** Returns nothing when the request is for none of the operations; counts the call otherwise. */
    Optional<SimulatedReply.Planned> call(HttpMethod method, String path, FullHttpRequest request) {
        if (method.equals(HttpMethod.GET)) {
            if (path.startsWith(USER)) {
                String id = path.substring(USER.length());
                return Optional.of(call(SimulatedOperation.USER, id, () -> found(data.user(id), "user")));
            }
            if (path.startsWith(EVENT)) {
                String id = path.substring(EVENT.length());
                return Optional.of(call(SimulatedOperation.EVENT, id, () -> found(data.event(id), "event")));
            }
            return switch (path) {
                case "/getUsers" ->
                    Optional.of(call(SimulatedOperation.USERS, "", () -> SimulatedReply.of(200, data.users())));
                case "/getEvents" ->
                    Optional.of(call(SimulatedOperation.EVENTS, "", () -> SimulatedReply.of(200, data.events())));
                default -> Optional.empty();
            };
        }
        return method.equals(HttpMethod.POST) && path.equals("/addEvent")
                ? Optional.of(add(request))
                : Optional.empty();
    }

    private SimulatedReply.Planned add(FullHttpRequest request) {
        Optional<AddEventRequest> wanted =
                AddEventRequest.parse(ByteBufUtil.getBytes(request.content()), SimulatedReply.JSON);
        String userId = wanted.map(AddEventRequest::userId).orElse("");
        String key = knobs.honoursIdempotencyKeys() ? request.headers().get("Idempotency-Key") : null;
        return call(SimulatedOperation.ADD, userId, () -> add(wanted, key));
    }

    private SimulatedReply add(Optional<AddEventRequest> wanted, @Nullable String key) {
        if (!knobs.addPattern().isGood(metrics.calls(SimulatedOperation.ADD))) {
            return SimulatedReply.error(503, "addEvent is not available");
        }
        return wanted.map(event -> SimulatedReply.of(201, data.add(event, key, metrics::added)))
                .orElseGet(() -> SimulatedReply.error(400, "addEvent takes {userId, name, details?}"));
    }

    private SimulatedReply.Planned call(SimulatedOperation operation, String id, Supplier<SimulatedReply> work) {
        Knobs now = knobs;
        SplittableRandom random = now.random(operation, id, metrics.began(operation, id));
        Behaviour behaviour = now.behaviour(operation);
        long nanos = Math.round(behaviour.latency().millis(random) * 1e6);
        Optional<InjectedFault> fault = behaviour.fault(random);
        if (now.allDown()) {
            return new SimulatedReply.Planned(
                    SimulatedReply.error(503, "down"), Optional.of(InjectedFault.DROP_BEFORE_HEADERS), 0);
        }
        if (fault.equals(Optional.of(InjectedFault.SERVER_ERROR))) {
            return new SimulatedReply.Planned(
                    SimulatedReply.error(500, "something went wrong"), Optional.empty(), nanos);
        }
        return new SimulatedReply.Planned(work.get(), fault, nanos);
    }

    private static SimulatedReply found(Optional<?> thing, String what) {
        return thing.map(value -> SimulatedReply.of(200, value))
                .orElseGet(() -> SimulatedReply.error(404, "there is no such " + what));
    }
}
