package io.letsrun.edge.http;

import io.letsrun.edge.problem.FieldError;
import io.letsrun.edge.problem.Problem;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/** Refuses query parameters that an endpoint does not know: a mistyped filter would otherwise return too much. */
@ControllerAdvice(annotations = RestController.class)
public final class QueryParameters {

    private final Map<Method, Optional<Set<String>>> known = new ConcurrentHashMap<>();

    QueryParameters() {}

    @ModelAttribute
    void check(ServerWebExchange exchange) {
        Object handler = exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
        if (exchange.getRequest().getURI().getRawQuery() != null && handler instanceof HandlerMethod method) {
            known.computeIfAbsent(method.getMethod(), unused -> parameters(method))
                    .ifPresent(names -> check(exchange.getRequest(), names));
        }
    }

    /** Returns the names of the method's parameters; empty when it takes all of them as a map and checks them itself. */
    private static Optional<Set<String>> parameters(HandlerMethod method) {
        MethodParameter[] annotated = Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .toArray(MethodParameter[]::new);
        return Arrays.stream(annotated).anyMatch(parameter -> Map.class.isAssignableFrom(parameter.getParameterType()))
                ? Optional.empty()
                : Optional.of(
                        Arrays.stream(annotated).map(QueryParameters::name).collect(Collectors.toUnmodifiableSet()));
    }

    private static String name(MethodParameter parameter) {
        RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
        String name = annotation == null ? "" : annotation.name();
        return name.isEmpty() ? String.valueOf(parameter.getParameterName()) : name;
    }

    /** @throws io.letsrun.edge.problem.Refused when a parameter has another name, or comes twice */
    public static void check(ServerHttpRequest request, Set<String> known) {
        @Nullable String query = request.getURI().getRawQuery();
        if (query == null || query.isEmpty()) {
            return;
        }
        var errors = request.getQueryParams().entrySet().stream()
                .filter(parameter -> !known.contains(parameter.getKey())
                        || parameter.getValue().size() > 1)
                .map(parameter -> known.contains(parameter.getKey())
                        ? new FieldError("/" + parameter.getKey(), "repeated", "must be given once")
                        : new FieldError("/" + parameter.getKey(), "unknown-parameter", "is not known here"))
                .toList();
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).refused();
        }
    }
}
