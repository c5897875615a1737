package io.letsrun.load.gatling;

import io.letsrun.load.reconcile.AcceptedIds;
import io.letsrun.local.Refusal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Those who sign up before a simulation begins, so that their runs need no signup first. */
final class Runners {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int IN_FLIGHT = 32;

    private final Settings settings;
    private final AcceptedIds accepted;
    private volatile List<Runner> all = List.of();

    Runners(Settings settings, AcceptedIds accepted) {
        this.settings = settings;
        this.accepted = accepted;
    }

    /**
     * Signs them up.
     *
     * @throws Refusal when one of them is not accepted
     */
    void signUp(Names names) {
        System.out.printf("%d runners sign up first%n", settings.runners());
        all = each(Stream.generate(names::next).limit(settings.runners()).map(this::signup), this::runner);
    }

    /** Gives each of them events at the upstream simulator, so that there are some to gather. */
    void attend(int events) {
        System.out.printf("each has %d events%n", events);
        Stream<HttpRequest> requests = all.stream()
                .map(runner -> HttpRequest.newBuilder(
                                URI.create(settings.upstream() + "/users/" + runner.userId() + "/events/" + events))
                        .timeout(TIMEOUT)
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build());
        each(requests, answer -> answer.statusCode() == 200 ? answer : refuse(answer));
    }

    /** One of them at a time, at random. */
    Iterator<Map<String, Object>> anyone() {
        return Stream.generate(() ->
                        all.get(ThreadLocalRandom.current().nextInt(all.size())).attributes())
                .iterator();
    }

    private HttpRequest signup(String name) {
        return HttpRequest.newBuilder(URI.create(settings.gateway() + "/v1/signups"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "gatling-signup-" + name)
                .POST(HttpRequest.BodyPublishers.ofString(Bodies.signup(name)))
                .build();
    }

    private Runner runner(HttpResponse<String> answer) {
        if (answer.statusCode() != 202) {
            refuse(answer);
        }
        JsonNode json = JsonMapper.shared().readTree(answer.body());
        UUID userId = UUID.fromString(json.get("userId").asString());
        accepted.signup(userId);
        return new Runner(userId, json.get("accessToken").asString());
    }

    private static HttpResponse<String> refuse(HttpResponse<String> answer) {
        throw new Refusal(answer.request().method() + " " + answer.uri() + " was answered " + answer.statusCode() + ": "
                + answer.body());
    }

    private interface Reading<T> {
        T read(HttpResponse<String> answer);
    }

    /** A few requests at a time. */
    private static <T> List<T> each(Stream<HttpRequest> requests, Reading<T> reading) {
        Semaphore free = new Semaphore(IN_FLIGHT);
        List<CompletableFuture<T>> answers = new ArrayList<>();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            requests.forEach(request -> {
                free.acquireUninterruptibly();
                answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                        .whenComplete((answer, error) -> free.release())
                        .thenApply(reading::read));
            });
            return answers.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Refusal refusal
                    ? refusal
                    : new Refusal("Runners cannot sign up: " + e.getCause());
        }
    }
}
