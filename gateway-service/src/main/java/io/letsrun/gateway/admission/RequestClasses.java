package io.letsrun.gateway.admission;

import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.RequestMetrics;
import io.letsrun.gateway.http.Urgency;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Tells what a request comes for by its method and path, as the endpoints themselves say it. */
final class RequestClasses {

    private static final String REASON = "overloaded";

    private final RequestClass other;
    private final Map<String, Map<String, RequestClass>> byMethodAndPath = new HashMap<>();

    RequestClasses(Collection<Endpoint> endpoints, RequestMetrics metrics) {
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

    /** A request that is written in an odd way has the least urgent class. */
    RequestClass of(HttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        Map<String, RequestClass> paths = byMethodAndPath.get(request.method().name());
        return paths == null || path.endsWith("/") ? other : find(path, paths);
    }

    private RequestClass find(String path, Map<String, RequestClass> paths) {
        RequestClass exact = paths.get(path);
        return exact != null ? exact : paths.getOrDefault(path.substring(0, path.lastIndexOf('/') + 1), other);
    }
}
