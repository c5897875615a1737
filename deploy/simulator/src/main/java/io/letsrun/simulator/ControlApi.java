package io.letsrun.simulator;

import io.letsrun.simulator.knobs.Knobs;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a real upstream does not have: knobs, counters, users on demand. It answers at once, whatever the knobs say, and counts nowhere. */
final class ControlApi {

    private static final Pattern USER = Pattern.compile("/users/([^/]+)/events/([0-9]{1,5})");

    /** Objects that are one value, and so are replaced as a whole. */
    private static final List<String> WHOLE = List.of("latency", "faults", "addPattern");

    private final SimulatedUpstream upstream;
    private final SimulatedData data;
    private final SimulatorMetrics metrics;

    ControlApi(SimulatedUpstream upstream, SimulatedData data, SimulatorMetrics metrics) {
        this.upstream = upstream;
        this.data = data;
        this.metrics = metrics;
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
            default -> {
                Matcher user = USER.matcher(path);
                yield method.equals(HttpMethod.PUT) && user.matches() && SimulatedData.isId(user.group(1))
                        ? makeUser(user.group(1), Integer.parseInt(user.group(2)))
                        : SimulatedReply.error(404, "there is nothing here");
            }
        };
    }

    private SimulatedReply makeUser(String id, int events) {
        data.user(id, events);
        return data.user(id).map(user -> SimulatedReply.of(200, user)).orElseThrow();
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
}
