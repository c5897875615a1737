package io.letsrun.gateway.admission;

import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.Urgency;
import io.letsrun.gateway.problem.ProblemKind;
import io.letsrun.gateway.problem.Tally;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what a request comes for by its method and path, as the endpoints themselves say it. */
final class Errands {

    private static final String REASON = "overloaded";

    private final String uncounted;
    private final Errand other;
    private final Map<String, Map<String, Errand>> byMethodAndPath = new HashMap<>();

    /** @param uncounted the path under which whoever watches us asks, who is never turned away */
    Errands(Collection<Endpoint> endpoints, String uncounted, Tally tally) {
        this.uncounted = uncounted;
        this.other = errand("other", Urgency.READ, tally);
        for (Endpoint endpoint : endpoints) {
            put(endpoint, errand(endpoint.kind(), endpoint.urgency(), tally));
        }
        Map<String, Errand> gets = byMethodAndPath.get("GET");
        if (gets != null) {
            byMethodAndPath.put("HEAD", gets);
        }
    }

    private static Errand errand(String kind, Urgency urgency, Tally tally) {
        return new Errand(kind, urgency, tally.refusals(kind, ProblemKind.UNAVAILABLE, REASON));
    }

    /** A path with a variable, which is its last segment, is found by what stands before it. */
    private void put(Endpoint endpoint, Errand errand) {
        String path = endpoint.path();
        int variable = path.indexOf('{');
        if (variable >= 0 && (path.charAt(variable - 1) != '/' || path.indexOf('/', variable) >= 0)) {
            throw new IllegalArgumentException("only the last segment of a path can vary here: " + path);
        }
        byMethodAndPath
                .computeIfAbsent(endpoint.method().name(), absent -> new HashMap<>())
                .put(variable < 0 ? path : path.substring(0, variable), errand);
    }

    /** Returns null for a request that is not counted; one that is written in an odd way has the least urgent errand. */
    @Nullable Errand of(HttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        if (path.startsWith(uncounted)
                && (path.length() == uncounted.length() || path.charAt(uncounted.length()) == '/')) {
            return null;
        }
        Map<String, Errand> paths = byMethodAndPath.get(request.method().name());
        return paths == null || path.endsWith("/") ? other : find(path, paths);
    }

    private Errand find(String path, Map<String, Errand> paths) {
        Errand exact = paths.get(path);
        return exact != null ? exact : paths.getOrDefault(path.substring(0, path.lastIndexOf('/') + 1), other);
    }
}
