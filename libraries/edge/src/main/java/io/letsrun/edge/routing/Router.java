package io.letsrun.edge.routing;

import io.letsrun.edge.http.JsonBodies;
import io.letsrun.edge.http.QueryParameters;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** Routes requests by a table, before the mappings of annotated controllers, which match patterns and cost more. */
public final class Router implements HandlerMapping, Ordered {

    private final RouteTable<Resource> resources = new RouteTable<>();

    public Router(Collection<Route> routes) {
        this(routes, (exchange, route) -> {});
    }

    /** @param observer is told of each request's route first */
    public Router(Collection<Route> routes, BiConsumer<ServerWebExchange, Route> observer) {
        routes.stream()
                .collect(Collectors.groupingBy(Route::path))
                .forEach((path, all) -> resources.put(path, new Resource(path, all, observer)));
        JsonBodies.rehearse();
    }

    /** Returns the value of a variable of the route's path; empty when there is no such variable. */
    public static String variable(ServerWebExchange exchange, String name) {
        Map<String, String> variables =
                exchange.getAttributeOrDefault(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of());
        return variables.getOrDefault(name, "");
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Object> getHandler(ServerWebExchange exchange) {
        RouteTable.Found<Resource> found =
                resources.find(exchange.getRequest().getURI().getRawPath());
        if (found == null) {
            return Mono.empty();
        }
        Map<String, Object> attributes = exchange.getAttributes();
        if (!found.variables().isEmpty()) {
            attributes.put(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, found.variables());
        }
        ServerRequestObservationContext.findCurrent(attributes)
                .ifPresent(context -> context.setPathPattern(found.value().path));
        return Mono.just(found.value());
    }

    /** The routes of one path. */
    private static final class Resource implements WebHandler {

        private final String path;
        private final Map<HttpMethod, Route> routes = new LinkedHashMap<>();
        private final String allow;
        private final BiConsumer<ServerWebExchange, Route> observer;

        Resource(String path, Collection<Route> all, BiConsumer<ServerWebExchange, Route> observer) {
            this.path = path;
            this.observer = observer;
            for (Route route : all) {
                routes.put(route.method(), route);
                if (route.method() == HttpMethod.GET) {
                    routes.put(HttpMethod.HEAD, route); // RFC 9110, section 9.1
                }
            }
            this.allow = routes.keySet().stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "))
                    + ", OPTIONS";
        }

        @Override
        public Mono<Void> handle(ServerWebExchange exchange) {
            ServerHttpRequest request = exchange.getRequest();
            Route route = routes.get(request.getMethod());
            if (route == null) {
                return HttpMethod.OPTIONS.equals(request.getMethod()) ? options(exchange) : Mono.error(notAllowed());
            }
            observer.accept(exchange, route);
            if (!takesJson(request.getHeaders())) {
                return Mono.error(Problem.of(ProblemKind.NOT_ACCEPTABLE, "It is application/json.")
                        .refused());
            }
            Set<String> parameters = route.parameters();
            if (parameters != null) {
                QueryParameters.check(request, parameters);
            }
            return route.handler().handle(exchange);
        }

        private Mono<Void> options(ServerWebExchange exchange) {
            exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
            exchange.getResponse().getHeaders().set(HttpHeaders.ALLOW, allow);
            return exchange.getResponse().setComplete();
        }

        private Throwable notAllowed() {
            return Problem.of(ProblemKind.METHOD_NOT_ALLOWED, null)
                    .with(HttpHeaders.ALLOW, allow)
                    .refused();
        }

        private static boolean takesJson(HttpHeaders headers) {
            @Nullable String accept = headers.getFirst(HttpHeaders.ACCEPT);
            if (accept == null
                    || accept.isEmpty()
                    || accept.equals(MediaType.ALL_VALUE)
                    || accept.equals(MediaType.APPLICATION_JSON_VALUE)) {
                return true; // nearly every request, unparsed
            }
            try {
                return headers.getAccept().stream()
                        .filter(type -> type.includes(MediaType.APPLICATION_JSON))
                        .max(Comparator.comparingInt(Resource::precision))
                        .filter(type -> type.getQualityValue() > 0)
                        .isPresent();
            } catch (InvalidMediaTypeException unused) {
                return false;
            }
        }

        /** The most precise range decides, whatever the others say (RFC 9110, section 12.5.1). */
        private static int precision(MediaType range) {
            return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
        }
    }
}
