package io.letsrun.gateway.admission;

import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.RequestMetrics;
import io.letsrun.gateway.http.Urgency;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what a request comes for by its method and path, as the endpoints themselves say it. */
final class RequestClasses {

    private static final String REASON = "overloaded";

    private final String uncounted;
    private final RequestClass other;
    private final Map<String, Map<String, RequestClass>> byMethodAndPath = new HashMap<>();

    /** @param uncounted the path under which whoever watches us asks, who is never refused */
    RequestClasses(Collection<Endpoint> endpoints, String uncounted, RequestMetrics metrics) {
        this.uncounted = uncounted;
        this.other = requestClass("other", Urgency.READ, metrics);
        for (Endpoint endpoint : endpoints) {
            put(endpoint, requestClass(endpoint.kind(), endpoint.urgency(), metrics));
        }
        Map<String, RequestClass> gets = byMethodAndPath.get("GET");
        if (gets != null) {
            byMethodAndPath.put("HEAD", gets);
        }
    }

    private static RequestClass requestClass(String kind, Urgency urgency, RequestMetrics metrics) {
        return new RequestClass(kind, urgency, metrics.refusals(kind, ProblemKind.UNAVAILABLE, REASON));
    }

    /** A path with a variable, which is its last segment, is found by what stands before it. */
    private void put(Endpoint endpoint, RequestClass requestClass) {
        String path = endpoint.path();
        int variable = path.indexOf('{');
        if (variable >= 0 && (path.charAt(variable - 1) != '/' || path.indexOf('/', variable) >= 0)) {
            throw new IllegalArgumentException("only the last segment of a path can vary here: " + path);
        }
        byMethodAndPath
                .computeIfAbsent(endpoint.method().name(), absent -> new HashMap<>())
                .put(variable < 0 ? path : path.substring(0, variable), requestClass);
    }

    /** Returns null for a request that is not counted; one that is written in an odd way has the least urgent requestClass. */
    @Nullable RequestClass of(HttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        if (path.startsWith(uncounted)
                && (path.length() == uncounted.length() || path.charAt(uncounted.length()) == '/')) {
            return null;
        }
        Map<String, RequestClass> paths = byMethodAndPath.get(request.method().name());
        return paths == null || path.endsWith("/") ? other : find(path, paths);
    }

    private RequestClass find(String path, Map<String, RequestClass> paths) {
        RequestClass exact = paths.get(path);
        return exact != null ? exact : paths.getOrDefault(path.substring(0, path.lastIndexOf('/') + 1), other);
    }
}
