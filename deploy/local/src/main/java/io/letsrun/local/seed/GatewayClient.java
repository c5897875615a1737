package io.letsrun.local.seed;

import io.letsrun.local.Refusal;
import io.letsrun.local.process.Pause;
import io.letsrun.local.terminal.Plain;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public API, as a patient client sees it: what may be sent again is, until it is answered. */
public final class GatewayClient implements AutoCloseable {

    /** A runner who has signed up. */
    public record Account(String runner, String userId, String accessToken) {
        @Override
        public String toString() {
            return runner;
        }
    }

    /** What is stored of a runner. */
    public record Totals(long runs, long distanceMillimeters, long elapsedSeconds) {
        static final Totals NONE = new Totals(0, 0, 0);
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI base;
    private final Duration patience;
    private final Backoff backoff;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /** @param patience how long one request is sent again before the whole seed gives up, loudly */
    GatewayClient(URI base, Duration patience, Backoff backoff) {
        this.base = base;
        this.patience = patience;
        this.backoff = backoff;
    }

    public Account signUp(String runner) {
        String body =
                "{\"email\":\"" + runner + "@seed.example\",\"firstName\":\"Seed\",\"lastName\":\"" + runner + "\"}";
        HttpResponse<String> response = persist(
                to("/v1/signups")
                        .header("Idempotency-Key", "letsrun-seed-runner-" + runner)
                        .POST(BodyPublishers.ofString(body)),
                "the signup of " + runner);
        if (response.statusCode() == 409) {
            throw new Refusal(
                    "The account of " + runner + " is older than a day, or was made otherwise, and no signup opens"
                            + " it again. Seed an empty stack.");
        }
        if (response.statusCode() != 202) {
            throw unexpected(response, "the signup of " + runner);
        }
        JsonNode account = parse(response);
        return new Account(
                runner,
                account.path("userId").asString(),
                account.path("accessToken").asString());
    }

    /** Sends a run; returns why it was refused, or nothing when it will be stored. */
    Optional<String> send(Run run, Account account) {
        String what = "row " + run.row();
        HttpResponse<String> response =
                persist(authorized("/v1/runs", account).POST(BodyPublishers.ofString(run.json())), what);
        return switch (response.statusCode()) {
            case 202 -> Optional.empty();
            case 422 -> Optional.of(reason(parse(response)));
            default -> throw unexpected(response, what);
        };
    }

    /** One look: empty while there is no profile yet, or nobody who could show it. */
    Optional<Totals> totals(Account account) {
        return look("/v1/profile", account)
                .map(profile -> profile.path("totals"))
                .map(totals -> new Totals(
                        totals.path("runs").asLong(),
                        totals.path("distanceMeters")
                                .decimalValue(BigDecimal.ZERO)
                                .movePointRight(3)
                                .longValueExact(),
                        totals.path("elapsedSeconds").asLong()));
    }

    /** What has become of the signup, in words; empty when nobody can tell. */
    String signupStatus(Account account) {
        return look("/v1/signups/" + account.userId(), account)
                .map(signup -> signup.path("status").asString("") + " "
                        + signup.path("reason").asString(""))
                .orElse("")
                .strip();
    }

    private Optional<JsonNode> look(String path, Account account) {
        try {
            HttpResponse<String> response =
                    http.send(authorized(path, account).GET().build(), BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(parse(response)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** The first error speaks for the run: a distance that cannot be makes the speed wrong as well. */
    private static String reason(JsonNode problem) {
        JsonNode first = problem.path("errors").path(0);
        String pointer = first.path("pointer").asString("");
        if (first.path("code").asString("").equals("too-fast")) {
            return "speed";
        }
        return switch (pointer) {
            case "/distanceMeters" -> "distance";
            case "/elapsedSeconds" -> "elapsed time";
            case "" -> problem.path("title").asString("no reason given");
            default -> pointer;
        };
    }

    private HttpRequest.Builder authorized(String path, Account account) {
        return to(path).header("Authorization", "Bearer " + account.accessToken());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/json");
    }

    /** Every request here may be repeated: the gateway knows a signup by its key and a run by its id. */
    private HttpResponse<String> persist(HttpRequest.Builder builder, String what) {
        HttpRequest request = builder.build();
        long deadline = System.nanoTime() + patience.toNanos();
        String last = "";
        for (int retry = 0;
                System.nanoTime() < deadline && !Thread.currentThread().isInterrupted();
                retry++) {
            String retryAfter = "";
            try {
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                if (!isTemporary(response.statusCode())) {
                    return response;
                }
                last = "status " + response.statusCode();
                retryAfter = response.headers().firstValue("Retry-After").orElse("");
            } catch (IOException e) {
                last = e.getClass().getSimpleName();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Pause.of(backoff.before(retry, retryAfter));
        }
        throw new Refusal("The gateway at " + base + " did not take " + what + " within " + patience.toMinutes()
                + " min (last: " + last + ").");
    }

    private static boolean isTemporary(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    private static JsonNode parse(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new Refusal("The answer of " + response.uri() + " is not JSON.", e);
        }
    }

    private static Refusal unexpected(HttpResponse<String> response, String what) {
        return new Refusal("The gateway answered " + what + " with " + response.statusCode() + ": "
                + Plain.cut(response.body(), 300));
    }
}
