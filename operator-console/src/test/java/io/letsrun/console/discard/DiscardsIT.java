package io.letsrun.console.discard;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.LetterRows;
import io.letsrun.console.RunningConsole;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

class DiscardsIT extends RunningConsole {

    private final String topic = "d-" + UUID.randomUUID();
    private final LetterRows letters;

    DiscardsIT(@LocalServerPort int port, @Autowired DatabaseClient database) {
        super(port, database);
        letters = new LetterRows(database, topic, "g");
    }

    @Test
    void discardsAsManyAsWereConfirmedAndNoneThatCameSince() {
        letters.add("a", 7);
        long upTo = count("SELECT max(id) FROM dead_letters.letter WHERE topic = $1", topic);
        post("/preview", "")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.count")
                .isEqualTo(7)
                .jsonPath("$.upTo")
                .isEqualTo(upTo);
        letters.add("a", 2);

        post("", ",\"reason\":\"test data\",\"count\":7")
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectBody()
                .jsonPath("$.count")
                .isEqualTo(9);
        assertThat(letters.in("open")).isEqualTo(9);
        assertThat(audited()).isZero();
        post("", ",\"reason\":\"test data\",\"count\":7,\"upTo\":" + upTo)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.discarded")
                .isEqualTo(7);

        assertThat(letters.in("open")).isEqualTo(2);
        assertThat(letters.in("discarded")).isEqualTo(7);
        assertThat(letters.openByCause()).isEqualTo(2);
        assertThat(audited()).isOne();
    }

    @Test
    void needsAReasonAndACount() {
        letters.add("a", 1);

        post("", ",\"count\":1").expectStatus().isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        post("", ",\"reason\":\" \",\"count\":1").expectStatus().isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        post("", ",\"reason\":\"x\"").expectStatus().isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);

        assertThat(letters.in("open")).isOne();
    }

    private long audited() {
        return count(
                "SELECT count(*) FROM dead_letters.audit WHERE action = 'discard' AND filter ->> 'topic' = $1"
                        + " AND reason = 'test data' AND count = 7",
                topic);
    }

    private WebTestClient.ResponseSpec post(String path, String rest) {
        return as(OPERATOR)
                .post()
                .uri("/api/v1/discards" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"filter\":{\"topic\":\"" + topic + "\"}" + rest + "}")
                .exchange();
    }
}
