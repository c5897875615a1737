package io.letsrun.simulator;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The outside system's own operations, and how long and how well each call of them goes. */
final class Upstream {

    private static final String USER = "/getUserById/";
    private static final String EVENT = "/getEventById/";

    private final World world;
    private final Tally tally;
    private volatile Knobs knobs;

    Upstream(World world, Tally tally, Knobs knobs) {
        this.world = world;
        this.tally = tally;
        this.knobs = knobs;
    }

    Knobs knobs() {
        return knobs;
    }

    void knobs(Knobs next) {
        knobs = next;
    }

    /** Returns nothing when the request is for none of the operations; counts the call otherwise. */
    Optional<Call> call(HttpMethod method, String path, FullHttpRequest request) {
        if (method.equals(HttpMethod.GET)) {
            if (path.startsWith(USER)) {
                String id = path.substring(USER.length());
                return Optional.of(call(Operation.USER, id, () -> found(world.user(id), "user")));
            }
            if (path.startsWith(EVENT)) {
                String id = path.substring(EVENT.length());
                return Optional.of(call(Operation.EVENT, id, () -> found(world.event(id), "event")));
            }
            return switch (path) {
                case "/getUsers" -> Optional.of(call(Operation.USERS, "", () -> Reply.of(200, world.users())));
                case "/getEvents" -> Optional.of(call(Operation.EVENTS, "", () -> Reply.of(200, world.events())));
                default -> Optional.empty();
            };
        }
        return method.equals(HttpMethod.POST) && path.equals("/addEvent")
                ? Optional.of(add(request))
                : Optional.empty();
    }

    private Call add(FullHttpRequest request) {
        Optional<NewEvent> wanted = NewEvent.parse(ByteBufUtil.getBytes(request.content()), Reply.JSON);
        String userId = wanted.map(NewEvent::userId).orElse("");
        String key = knobs.honoursIdempotencyKeys() ? request.headers().get("Idempotency-Key") : null;
        return call(Operation.ADD, userId, () -> add(wanted, key));
    }

    private Reply add(Optional<NewEvent> wanted, @Nullable String key) {
        if (!knobs.addPattern().isGood(tally.calls(Operation.ADD))) {
            return Reply.error(503, "addEvent is not available");
        }
        return wanted.map(event -> Reply.of(201, world.add(event, key, tally)))
                .orElseGet(() -> Reply.error(400, "addEvent takes {userId, name, details?}"));
    }

    private Call call(Operation operation, String id, Supplier<Reply> work) {
        Knobs now = knobs;
        SplittableRandom random = now.random(operation, id, tally.began(operation, id));
        Behaviour behaviour = now.behaviour(operation);
        long nanos = Math.round(behaviour.latency().millis(random) * 1e6);
        Optional<Fault> fault = behaviour.fault(random);
        if (now.allDown()) {
            return new Call(Reply.error(503, "down"), Optional.of(Fault.DROP_BEFORE_HEADERS), 0);
        }
        if (fault.equals(Optional.of(Fault.SERVER_ERROR))) {
            return new Call(Reply.error(500, "something went wrong"), Optional.empty(), nanos);
        }
        return new Call(work.get(), fault, nanos);
    }

    private static Reply found(Optional<?> thing, String what) {
        return thing.map(value -> Reply.of(200, value)).orElseGet(() -> Reply.error(404, "there is no such " + what));
    }
}
