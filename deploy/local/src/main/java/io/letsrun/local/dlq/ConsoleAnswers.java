package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What the console answers: JSON, or a problem (RFC 9457) that becomes one sentence. */
final class ConsoleAnswers {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ConsoleAnswers() {}

    static JsonNode json(HttpResponse<String> response, Credentials asked) {
        int status = response.statusCode();
        JsonNode body = parse(response.body());
        if (status >= 200 && status < 300 && body.isObject()) {
            return body;
        }
        if (!body.isObject() && status != 401 && status != 403) {
            throw new Refusal("What answers at " + response.uri().getAuthority() + " is no console: status " + status
                    + ", and no JSON.");
        }
        throw new Refusal(sentence(status, body, response, asked));
    }

    private static String sentence(int status, JsonNode problem, HttpResponse<String> response, Credentials asked) {
        String detail = detail(problem);
        return switch (status) {
            case 401 ->
                "The console at " + response.uri().getAuthority() + " does not let " + asked.user()
                        + " in: there is no such user, or the password is wrong.";
            case 403 -> "User " + asked.user() + " may not do that: " + detail + ".";
            case 429 ->
                "The console refuses: " + detail + ". It can be asked again in "
                        + response.headers().firstValue("Retry-After").orElse("some") + " s.";
            default ->
                status < 500
                        ? "The console refuses: " + detail + "."
                        : "The console cannot do it now (status " + status + "): " + detail + ".";
        };
    }

    private static String detail(JsonNode problem) {
        String detail = problem.path("detail")
                .asString(problem.path("title").asString("it does not say why"))
                .strip();
        String errors = StreamSupport.stream(problem.path("errors").spliterator(), false)
                .filter(error -> error.has("pointer"))
                .map(error -> error.path("pointer").asString("") + " "
                        + error.path("detail").asString(""))
                .map(String::strip)
                .filter(error -> !detail.contains(error))
                .collect(Collectors.joining("; "));
        String whole = errors.isEmpty() ? detail : detail + " (" + errors + ")";
        return whole.endsWith(".") ? whole.substring(0, whole.length() - 1) : whole;
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
