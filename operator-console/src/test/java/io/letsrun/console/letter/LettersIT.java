package io.letsrun.console.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.console.DeadLetterTopic;
import io.letsrun.console.RunningConsole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LettersIT extends RunningConsole {

    private final DeadLetterTopic topic = DeadLetterTopic.create(SERVERS);
    private final UUID user = UUID.randomUUID();

    LettersIT(@LocalServerPort int port, @Autowired DatabaseClient database) {
        super(port, database);
    }

    @Test
    void listsEveryLetterOnceOnPages() {
        sendLetters(107);

        List<Long> listed = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page =
                    get("/letters?limit=50&topic=" + topic.topic() + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("items").forEach(letter -> listed.add(letter.path("id").longValue()));
            sizes.add(page.path("items").size());
            cursor = page.path("next").stringValue(null);
        }

        assertThat(sizes).containsExactly(50, 50, 7);
        assertThat(listed).doesNotHaveDuplicates().hasSize(107);
    }

    /** One after the other on the same letters: 0 to 29, of which every third is of the user; failed at the same time. */
    @Test
    void findsWhatAFilterMeansAndNothingElse() {
        sendLetters(30);
        String filters = """
             | 30
            group=profile-consumer | 30
            group=signup-service | 0
            exception=java.lang.IllegalStateException | 30
            exception=java.lang.Illegal | 30
            exception=IllegalStateException | 30
            exception=illegalstate | 30
            exception=Illegal_State | 0
            group=PROFILE | 30
            group=profile-consumers | 0
            text=RANGE: 7 | 1
            text=100% | 30
            text=1_0 | 0
            text=nowhere | 0
            user=USER | 10
            user=USER&text=range: 9 | 1
            state=open | 30
            state=sent | 0
            from=2026-01-01T06:04:00.5Z | 30
            from=2026-01-01T06:04:00.500001Z | 0
            to=2026-01-01T06:04:00.5Z | 0
            to=2026-01-01T07:04:00.500001%2B01:00 | 30
            cause=0000000000000000000000000000000000000000000000000000000000000000 | 0
            """;

        SoftAssertions.assertSoftly(softly -> filters.lines().forEach(line -> {
            String filter = line.substring(0, line.indexOf('|')).strip();
            JsonNode page = get("/letters?limit=200&topic=" + topic.topic() + "&"
                    + filter.replace("USER", user.toString()).replace("100%", "100%25"));
            softly.assertThat(page.path("items").size())
                    .as(filter)
                    .isEqualTo(Integer.parseInt(
                            line.substring(line.indexOf('|') + 1).strip()));
            softly.assertThat(page.has("next")).as(filter).isFalse();
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "/letters?limit=0, limit",
        "/letters?limit=201, limit",
        "/letters?limit=x, limit",
        "/letters?cursor=AAAA, cursor",
        "/letters?cursor=!!, cursor",
        "/letters?cursor=AAAAAAAAAAAAAAAAAAAAAA, cursor",
        "/letters?user=1-1-1-1-1, user",
        "/letters?from=yesterday, from",
        "/letters?to=2026-01-01, to",
        "/letters?state=lost, state",
        "/letters?cause=x, cause",
        "/letters?text=ab, text",
        "/letters?text=abc%00, text",
        "/letters/x, id",
        "/causes?state=sent, state",
        "/causes?topic=a%00, topic",
    })
    void refusesAnInvalidParameterAndNamesIt(String path, String parameter) {
        as(VIEWER)
                .get()
                .uri(java.net.URI.create(base() + path))
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/invalid")
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/" + parameter);
    }

    @Test
    void tellsAllOfALetterButWhoItIsAbout() {
        topic.send(List.of(topic.letter(1, "no Wilma@example.com here", user, "{\"firstName\":\"Wilma\",\"n\":1}")));
        long id = awaitLetters(1);

        JsonNode letter = get("/letters/" + id);

        assertThat(letter.toString()).doesNotContain("Wilma");
        assertThat(letter.path("id").longValue()).isEqualTo(id);
        assertThat(letter.path("message").stringValue()).isEqualTo("no ***@*** here");
        assertThat(letter.path("payload").path("kind").stringValue()).isEqualTo("JSON");
        assertThat(letter.path("headers").size()).isEqualTo(3);
        assertThat(letter.path("chain").toString()).isEqualTo("[" + id + "]");
        assertThat(letter.path("timeline").findValuesAsString("what")).containsExactly("failed", "dead-lettered");
        assertThat(get("/letters?text=wilma&topic=" + topic.topic())
                        .path("items")
                        .size())
                .as("letters found by what nobody may see")
                .isZero();
    }

    @Test
    void knowsNoOtherLetter() {
        as(VIEWER)
                .get()
                .uri("/api/v1/letters/" + Long.MAX_VALUE)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @ParameterizedTest
    @CsvSource({"vera, because, 403", "otto, '', 422", "otto, '  ', 422"})
    void revealsNothingWithoutRoleAndReason(String who, String reason, int status) {
        sendLetters(1);

        as(who).post()
                .uri("/api/v1/letters/" + awaitLetters(1) + "/reveal")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"reason\":\"" + reason + "\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void countsCausesAsLettersChange() {
        sendLetters(30);
        assertThat(cause("open").longValue()).isEqualTo(30);

        result(database.sql("UPDATE dead_letters.letter SET state = 'discarded' WHERE topic = $1 AND \"offset\" < 10")
                .bind(0, topic.topic())
                .fetch()
                .rowsUpdated());

        assertThat(cause("open").longValue()).isEqualTo(20);
        assertThat(cause("total").longValue()).isEqualTo(30);
        assertThat(cause("message").stringValue()).isEqualTo("out of range: <n> of <n>%");
        assertThat(get("/letters?state=discarded&limit=200&topic=" + topic.topic())
                        .path("items")
                        .size())
                .isEqualTo(10);
    }

    private JsonNode cause(String field) {
        JsonNode causes = get("/causes?topic=" + topic.topic()).path("items");
        assertThat(causes.size()).isEqualTo(1);
        return causes.get(0).path(field);
    }

    private void sendLetters(int letters) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int n = 0; n < letters; n++) {
            records.add(topic.letter(n, "out of range: " + n + " of 100%", n % 3 == 0 ? user : new UUID(1, n), "{}"));
        }
        topic.send(records);
        awaitLetters(letters);
    }

    private long awaitLetters(long letters) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                count("SELECT count(*) FROM dead_letters.letter WHERE dlt_topic = $1", topic.name()))
                        .isEqualTo(letters));
        return count("SELECT max(id) FROM dead_letters.letter WHERE dlt_topic = $1", topic.name());
    }

    private JsonNode get(String path) {
        byte[] body = as(VIEWER)
                .get()
                .uri(java.net.URI.create(base() + path.replace(" ", "%20")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return JsonMapper.shared().readTree(Objects.requireNonNull(body));
    }

    private String base() {
        return url + "/api/v1";
    }
}
