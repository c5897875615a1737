package io.letsrun.gateway.admission;

import static java.util.stream.Collectors.groupingBy;

import io.letsrun.edge.routing.Route;
import io.letsrun.edge.routing.RouteTable;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.RequestMetrics;
import io.letsrun.gateway.http.Urgency;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds the class of a request by method and path, in the same kind of table as the router. */
@Component
final class RequestClasses {

    private final RequestClass other;
    private final RouteTable<Map<String, RequestClass>> byPath = new RouteTable<>();

    RequestClasses(Collection<Endpoint> endpoints, RequestMetrics metrics) {
        this.other = new RequestClass("other", Urgency.READ, metrics);
        endpoints.stream()
                .collect(groupingBy(endpoint -> endpoint.route().path()))
                .forEach((path, all) -> {
                    Map<String, RequestClass> methods = new HashMap<>();
                    for (Endpoint endpoint : all) {
                        Route route = endpoint.route();
                        methods.put(route.method().name(), new RequestClass(route.kind(), endpoint.urgency(), metrics));
                    }
                    if (methods.containsKey("GET")) {
                        methods.put("HEAD", methods.get("GET"));
                    }
                    byPath.put(path, methods);
                });
    }

    /** A request to no endpoint counts as a read. */
    RequestClass of(HttpMethod method, String path) {
        RouteTable.Found<Map<String, RequestClass>> found = byPath.find(path);
        return found == null ? other : found.value().getOrDefault(method.name(), other);
    }
}
