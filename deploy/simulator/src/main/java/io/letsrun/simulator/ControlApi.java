package io.letsrun.simulator;

import io.letsrun.simulator.data.SimulatedData;
import io.letsrun.simulator.data.SimulatedIds;
import io.letsrun.simulator.knobs.Knobs;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a real upstream does not have: knobs, counters, users on demand. It answers at once, whatever the knobs say, and counts nowhere. */
final class ControlApi {

    private static final Pattern USER = Pattern.compile("/users/([^/]+)/events/([0-9]{1,5})");
    private static final Pattern REFUSAL = Pattern.compile("/refusal/([0-9]{1,6})");

    /** Objects that are one value, and so are replaced as a whole. */
    private static final List<String> WHOLE = List.of("latency", "faults", "addPattern");

    private final SimulatedUpstream upstream;
    private final SimulatedData data;
    private final SimulatorMetrics metrics;
    private final Consumer<Duration> refusal;

    /** @param refusal lets the port refuse connections for a while */
    ControlApi(SimulatedUpstream upstream, SimulatedData data, SimulatorMetrics metrics, Consumer<Duration> refusal) {
        this.upstream = upstream;
        this.data = data;
        this.metrics = metrics;
        this.refusal = refusal;
    }

    SimulatedReply answer(HttpMethod method, String path, FullHttpRequest request) {
        return switch (method.name() + " " + path) {
            case "GET /actuator/health/readiness" -> SimulatedReply.of(200, Map.of("status", "UP"));
            case "GET /knobs" -> SimulatedReply.of(200, upstream.knobs());
            case "PUT /knobs" -> turn(ByteBufUtil.getBytes(request.content()));
            case "GET /counters" -> SimulatedReply.of(200, metrics.read());
            case "DELETE /counters" -> {
                metrics.reset();
                yield SimulatedReply.of(200, metrics.read());
            }
            default -> method.equals(HttpMethod.PUT) ? put(path).orElseGet(ControlApi::nothing) : nothing();
        };
    }

    private Optional<SimulatedReply> put(String path) {
        Matcher user = USER.matcher(path);
        if (user.matches() && SimulatedIds.isValid(user.group(1))) {
            data.user(user.group(1), Integer.parseInt(user.group(2)));
            return data.user(user.group(1)).map(made -> SimulatedReply.of(200, made));
        }
        Matcher millis = REFUSAL.matcher(path);
        if (millis.matches()) {
            refusal.accept(Duration.ofMillis(Long.parseLong(millis.group(1))));
            return Optional.of(SimulatedReply.of(202, upstream.knobs()));
        }
        return Optional.empty();
    }

    /** What the body leaves out stays as it is. */
    private SimulatedReply turn(byte[] body) {
        try {
            ObjectNode turned = SimulatedReply.JSON.valueToTree(upstream.knobs());
            merge(SimulatedReply.JSON.readTree(body), turned);
            upstream.knobs(SimulatedReply.JSON.treeToValue(turned, Knobs.class));
            return SimulatedReply.of(200, upstream.knobs());
        } catch (JacksonException | IllegalArgumentException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return SimulatedReply.error(400, String.valueOf(cause.getMessage()));
        }
    }

    private static void merge(JsonNode change, ObjectNode into) {
        if (!change.isObject()) {
            throw new IllegalArgumentException("an object is wanted, not " + change.getNodeType());
        }
        for (Map.Entry<String, JsonNode> property : change.properties()) {
            JsonNode now = into.get(property.getKey());
            if (now instanceof ObjectNode object && !WHOLE.contains(property.getKey())) {
                merge(property.getValue(), object);
            } else {
                into.set(property.getKey(), property.getValue());
            }
        }
    }

    private static SimulatedReply nothing() {
        return SimulatedReply.error(404, "there is nothing here");
    }
}
