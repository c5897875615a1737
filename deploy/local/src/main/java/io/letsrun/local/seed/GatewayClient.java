package io.letsrun.local.seed;

import io.letsrun.local.JsonApi;
import io.letsrun.local.Refusal;
import io.letsrun.local.process.Pause;
import io.letsrun.local.terminal.Plain;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The public API, as a patient client sees it: what may be sent again is, until it is answered. */
final class GatewayClient implements AutoCloseable {

    /** A runner who has signed up. */
    record Account(String runner, String userId, String accessToken) {
        @Override
        public String toString() {
            return runner;
        }
    }

    /** What is stored of a runner. */
    record Totals(long runs, long distanceMillimeters, long elapsedSeconds) {
        static final Totals NONE = new Totals(0, 0, 0);
    }

    /** How long one request is sent again before the whole seed gives up, loudly: longer than a fault drill takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Backoff backoff = Backoff.within(Duration.ofMillis(100), Duration.ofSeconds(5));
    private final JsonApi gateway;

    GatewayClient(URI gateway) {
        this.gateway = new JsonApi(gateway);
    }

    Account signUp(String runner) {
        String body =
                "{\"email\":\"" + runner + "@seed.example\",\"firstName\":\"Seed\",\"lastName\":\"" + runner + "\"}";
        String what = "the signup of " + runner;
        HttpResponse<String> response = persist(
                to("/v1/signups")
                        .header("Idempotency-Key", "letsrun-seed-runner-" + runner)
                        .POST(BodyPublishers.ofString(body)),
                what);
        if (response.statusCode() == 409) {
            throw new Refusal(
                    "The account of " + runner + " is older than a day, or was made otherwise, and no signup opens"
                            + " it again. Seed an empty stack.");
        }
        if (response.statusCode() != 202) {
            throw unexpected(response, what);
        }
        JsonNode account = JsonApi.json(response);
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
            case 422 -> Optional.of(reason(JsonApi.json(response)));
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
            HttpResponse<String> response = gateway.send(authorized(path, account));
            return response.statusCode() == 200 ? Optional.of(JsonApi.json(response)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        gateway.close();
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
        return gateway.to(path, Duration.ofSeconds(15)).header("Content-Type", "application/json");
    }

    /** Every request here may be repeated: the gateway knows a signup by its key and a run by its id. */
    private HttpResponse<String> persist(HttpRequest.Builder request, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        for (int retry = 0;
                System.nanoTime() < deadline && !Thread.currentThread().isInterrupted();
                retry++) {
            Duration asked = Duration.ZERO;
            try {
                HttpResponse<String> response = gateway.send(request);
                if (!isTemporary(response.statusCode())) {
                    return response;
                }
                last = "status " + response.statusCode();
                asked = Backoff.asked(response);
            } catch (IOException e) {
                last = e.getClass().getSimpleName();
            }
            Pause.of(backoff.before(retry, asked));
        }
        throw new Refusal("The gateway at " + gateway.base() + " did not take " + what + " within "
                + PATIENCE.toMinutes() + " min (last: " + last + ").");
    }

    private static boolean isTemporary(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    private static Refusal unexpected(HttpResponse<String> response, String what) {
        return new Refusal("The gateway answered " + what + " with " + response.statusCode() + ": "
                + Plain.cut(response.body(), 300));
    }
}
