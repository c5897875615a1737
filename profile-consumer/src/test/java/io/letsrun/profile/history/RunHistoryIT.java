package io.letsrun.profile.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.profile.RunningConsumer;
import io.letsrun.testing.RandomUsers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

class RunHistoryIT extends RunningConsumer {

    private static final Instant NEWEST = Instant.parse("2026-05-01T04:00:00Z");
    private static final Pattern NEXT = Pattern.compile("<(/v1/runs\\?[^>]+)>; rel=\"next\"");

    private final UUID user = RandomUsers.any();

    RunHistoryIT(@LocalServerPort int port, @Autowired DatabaseClient database) {
        super(port, database);
    }

    @Test
    void listsEveryRunOnceNewestFirstAndNoDeletedOne() {
        List<Event> events = new ArrayList<>();
        for (int run = 0; run < 7; run++) {
            events.add(run(run));
        }
        events.add(new RunDeleted(user, run(3).runId(), 2));
        send(Topics.RUNS, events);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        count("SELECT count(*) FROM profile.runner_totals WHERE user_id = $1 AND runs = 6", user) == 1);

        List<String> listed = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String next = "/v1/runs?limit=4";
        while (next != null) {
            EntityExchangeResult<RunPage> page = get(user, next)
                    .expectStatus()
                    .isOk()
                    .expectBody(RunPage.class)
                    .returnResult();
            List<RunView> runs = Objects.requireNonNull(page.getResponseBody()).runs();
            runs.forEach(run -> listed.add(String.valueOf(run.clientRunId())));
            sizes.add(runs.size());
            next = next(page.getResponseHeaders().getFirst(HttpHeaders.LINK));
        }

        assertThat(sizes).containsExactly(4, 2);
        assertThat(listed).containsExactly("run-0", "run-1", "run-2", "run-4", "run-5", "run-6");
    }

    @Test
    void showsTheStartInTheOffsetThatThePhoneSent() {
        send(Topics.RUNS, List.of(run(0)));
        awaitConsumed(Topics.RUNS);

        get(user, "/v1/runs")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.runs[0].startedAt")
                .isEqualTo("2026-05-01T06:00:00+02:00");
    }

    @Test
    void showsOneOfOnesOwnRuns() {
        String path = "/v1/runs/" + run(0).runId();
        get(user, path).expectStatus().isNotFound().expectHeader().valueEquals("Retry-After", "1");
        send(Topics.RUNS, List.of(run(0), run(1)));
        awaitConsumed(Topics.RUNS);

        String tag = Objects.requireNonNull(get(user, path)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.clientRunId")
                .isEqualTo("run-0")
                .jsonPath("$.startedAt")
                .isEqualTo("2026-05-01T06:00:00+02:00")
                .returnResult()
                .getResponseHeaders()
                .getETag());
        http().get()
                .uri(path)
                .header("Authorization", bearer(user))
                .header("If-None-Match", tag)
                .exchange()
                .expectStatus()
                .isNotModified();
        get(RandomUsers.any(), path).expectStatus().isNotFound();
        get(user, "/v1/runs/none").expectStatus().isNotFound();
        http().get().uri(path).exchange().expectStatus().isUnauthorized();

        send(Topics.RUNS, List.of(new RunDeleted(user, run(0).runId(), 2)));
        awaitConsumed(Topics.RUNS);
        get(user, path).expectStatus().isNotFound().expectHeader().doesNotExist("Retry-After");
    }

    @Test
    void tellsTheVersionThatIsStoredOfOnesOwnRun() {
        UUID runId = run(0).runId();
        get(user, "/v1/runs/" + runId + "/version").expectStatus().isNotFound();
        send(Topics.RUNS, List.of(run(0), new RunDeleted(user, runId, 7)));
        awaitConsumed(Topics.RUNS);

        get(user, "/v1/runs/" + runId + "/version")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"version\":7,\"deleted\":true}");
        get(RandomUsers.any(), "/v1/runs/" + runId + "/version").expectStatus().isNotFound();
        http().get()
                .uri("/v1/runs/" + runId + "/version")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void isEmptyForARunnerWithoutRuns() {
        get(user, "/v1/runs")
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist(HttpHeaders.LINK)
                .expectBody()
                .json("{\"runs\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "cursor=AAAA", "cursor=!!"})
    void refusesAnInvalidParameter(String query) {
        get(user, "/v1/runs?" + query)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/invalid");
    }

    /** Half a year apart, so each is in a partition of its own. */
    private RunRecorded run(int run) {
        Instant startedAt = NEWEST.minus(Duration.ofDays(180L * run));
        String client = "run-" + run;
        UUID runId = RunId.of(user, client, startedAt);
        return new RunRecorded(user, runId, client, 1, startedAt, 120, "UTC", 5_000_123, 1_500, 1_400, 10.5, 140.0);
    }

    private static @Nullable String next(@Nullable String link) {
        if (link == null) {
            return null;
        }
        Matcher matcher = NEXT.matcher(link);
        assertThat(matcher.matches()).isTrue();
        return matcher.group(1);
    }
}
