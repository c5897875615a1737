package io.letsrun.console.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.replay.Replays;
import io.letsrun.contracts.event.KafkaBinding;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

class ReplayApiIT extends ReplayingConsole {

    private static final String GOOD = """
            {"userId":"0190a0b0-c0d0-8ccf-8a1b-2c3d4e5f6071","runId":"016f0e5c-ad00-7000-8000-000000000000","version":3}""";

    ReplayApiIT(
            @LocalServerPort int port,
            @Autowired DatabaseClient database,
            @Autowired Replays replays,
            @Autowired Verdicts verdicts) {
        super(port, database, replays, verdicts);
    }

    @Test
    void draftsStartsPausesAndCancelsOverHttp() {
        letters.add("a", 400);
        post(OPERATOR, "/api/v1/replays", "{\"filter\":{\"topic\":\"%s\"},\"rate\":10}".formatted(topic))
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueMatches("Location", "/api/v1/replays/.*")
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("draft")
                .jsonPath("$.expected")
                .isEqualTo(400)
                .jsonPath("$.waiting")
                .isEqualTo(400)
                .jsonPath("$.rate")
                .isEqualTo(10)
                .jsonPath("$.filter.topic")
                .isEqualTo(topic)
                .jsonPath("$.createdBy")
                .isEqualTo(OPERATOR);
        String path = "/api/v1/replays/" + newest();

        post(OPERATOR, path + "/pause", "").expectStatus().isEqualTo(HttpStatus.CONFLICT);
        post(OPERATOR, path + "/start", "{\"count\":399}")
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.expected")
                .isEqualTo(400);
        for (String verb : new String[] {"start", "pause", "resume", "cancel"}) {
            post(OPERATOR, path + "/" + verb, "{\"count\":400}").expectStatus().isOk();
            post(OPERATOR, path + "/" + verb, "{\"count\":400}").expectStatus().isOk();
        }
        post(OPERATOR, path + "/resume", "").expectStatus().isEqualTo(HttpStatus.CONFLICT);

        as(VIEWER)
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("cancelled");
        as(VIEWER)
                .get()
                .uri("/api/v1/replays?limit=1")
                .exchange()
                .expectBody()
                .jsonPath("$.items[0].id")
                .isEqualTo(newest().toString());
        assertThat(count("SELECT count(*) FROM dead_letters.audit WHERE replay_id = $1", newest()))
                .as("draft, start, pause, resume, cancel, each once")
                .isEqualTo(5);
    }

    @Test
    void refusesWhatIsNotAsked() {
        letters.add("a", 1);
        post(OPERATOR, "/api/v1/replays", "{}").expectStatus().isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        post(OPERATOR, "/api/v1/replays", "{\"letters\":[]}")
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        post(OPERATOR, "/api/v1/replays", "{\"letters\":[1],\"filter\":{}}")
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        post(OPERATOR, "/api/v1/replays", "{\"letters\":[1],\"rate\":10001}")
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        post(OPERATOR, "/api/v1/replays", "{\"letters\":[-1]}").expectStatus().isEqualTo(HttpStatus.CONFLICT);
        post(OPERATOR, "/api/v1/replays", "{").expectStatus().isBadRequest();
        post(OPERATOR, "/api/v1/replays/" + UUID.randomUUID() + "/start", "{\"count\":1}")
                .expectStatus()
                .isNotFound();
        post(OPERATOR, "/api/v1/replays/x/start", "{\"count\":1}")
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        as(VIEWER)
                .get()
                .uri("/api/v1/replays/" + UUID.randomUUID())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void refusesAFilterWithAPartThatWasMistyped() {
        for (String path : List.of("/api/v1/replays", "/api/v1/discards")) {
            post(OPERATOR, path, "{\"filter\":{\"grup\":\"signup-service\"},\"reason\":\"wrong\",\"count\":1}")
                    .expectStatus()
                    .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
                    .expectBody()
                    .jsonPath("$.errors[0].pointer")
                    .isEqualTo("/filter/grup");
        }
    }

    @Test
    void isForOperatorsAndEditingForEditors() {
        letters.add("a", 1);
        String edit = "/api/v1/letters/" + letter() + "/edit";
        post(VIEWER, "/api/v1/replays", "{\"letters\":[1]}").expectStatus().isForbidden();
        post(VIEWER, "/api/v1/discards", "{\"letters\":[1]}").expectStatus().isForbidden();
        post(OPERATOR, edit, edited(GOOD, "typo")).expectStatus().isForbidden();
        http.post()
                .uri("/api/v1/replays")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"letters\":[1]}")
                .exchange()
                .expectStatus()
                .value(status -> assertThat(status).isIn(401, 403));
        assertThat(letters.in("open")).isOne();
    }

    @Test
    void replaysAnEditedLetterUnderANewIdAndKeepsTheLetter() {
        letters.add("a", 1);
        String path = "/api/v1/letters/" + letter() + "/edit";

        post(EDITOR, path, edited(GOOD.replace("3}", "0}"), "typo"))
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/invalid")
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/version");
        post(EDITOR, path, edited(GOOD, " ")).expectStatus().isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        post(EDITOR, "/api/v1/letters/-1/edit", edited(GOOD, "typo"))
                .expectStatus()
                .isNotFound();
        post(EDITOR, path, edited(GOOD, "typo"))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.expected")
                .isEqualTo(1);
        awaitThat(newest(), found -> found.sent() == 1);

        ConsumerRecord<byte[], byte[]> record = retry.records().getFirst();
        assertThat(record.value()).asString().isEqualTo(GOOD);
        assertThat(record.key()).asString().isEqualTo("0190a0b0-c0d0-8ccf-8a1b-2c3d4e5f6071");
        assertThat(KafkaBinding.header(record.headers(), "x-edited-from")).isEqualTo("event-1");
        assertThat(KafkaBinding.header(record.headers(), "ce_id")).doesNotStartWith("event-");
        assertThat(count(
                        "SELECT count(*) FROM dead_letters.letter WHERE id = $1 AND value = convert_to('{\"n\":1}', 'UTF8')",
                        letter()))
                .isOne();
        assertThat(count(
                        "SELECT count(*) FROM dead_letters.audit WHERE action = 'edit' AND reason = 'typo' AND letters = ARRAY[$1::bigint]",
                        letter()))
                .isOne();
        post(EDITOR, path, edited(GOOD, "again")).expectStatus().isEqualTo(HttpStatus.CONFLICT);
    }

    private static Object edited(String value, String reason) {
        return Map.of("value", value, "reason", reason);
    }

    private WebTestClient.ResponseSpec post(String user, String path, Object body) {
        return as(user).post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private UUID newest() {
        return result(replays.page(1, null)).items().getFirst().id();
    }

    private long letter() {
        return count("SELECT max(id) FROM dead_letters.letter WHERE topic = $1", topic);
    }
}
