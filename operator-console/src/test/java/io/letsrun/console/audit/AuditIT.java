package io.letsrun.console.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.console.RunningConsole;
import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Role;
import io.letsrun.console.audit.Audit.AuditEntry;
import io.letsrun.console.audit.Audit.AuditedAction;
import io.letsrun.console.web.Slice;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

class AuditIT extends RunningConsole {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Caller OTTO = new Caller(OPERATOR, Role.OPERATOR);

    private final Audit audit;
    private final TransactionalOperator transactions;

    AuditIT(
            @LocalServerPort int port,
            @Autowired DatabaseClient database,
            @Autowired Audit audit,
            @Autowired TransactionalOperator transactions) {
        super(port, database);
        this.audit = audit;
        this.transactions = transactions;
    }

    @Test
    void keepsWhoDidWhatAndShowsItPageByPageNewestFirst() {
        UUID replay = UUID.randomUUID();
        audit.write(OTTO, AuditedAction.onLetter("reveal", "a runner asked", 17))
                .block(PATIENCE);
        audit.write(OTTO, new AuditedAction("replay-draft", null, replay, List.of(), "{\"group\":\"g\"}", 12L))
                .block(PATIENCE);

        Slice<AuditEntry> first = result(audit.page(1, null));
        Slice<AuditEntry> second = result(audit.page(1, Long.valueOf(String.valueOf(first.next()))));

        assertThat(first.items()).singleElement().satisfies(entry -> {
            assertThat(entry.who()).isEqualTo(OPERATOR);
            assertThat(entry.role()).isEqualTo("operator");
            assertThat(entry.action()).isEqualTo("replay-draft");
            assertThat(entry.replay()).isEqualTo(replay);
            assertThat(entry.filter()).isEqualTo("{\"group\": \"g\"}");
            assertThat(entry.count()).isEqualTo(12);
        });
        assertThat(second.items()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("reveal");
            assertThat(entry.reason()).isEqualTo("a runner asked");
            assertThat(entry.letters()).containsExactly(17L);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE dead_letters.audit SET who = 'nobody'",
                "DELETE FROM dead_letters.audit",
                "TRUNCATE dead_letters.audit"
            })
    void isNeverRewritten(String statement) {
        audit.write(OTTO, AuditedAction.onLetter("reveal", "to have one", 1)).block(PATIENCE);
        long before = count("SELECT count(*) FROM dead_letters.audit");

        assertThatThrownBy(() -> database.sql(statement).fetch().rowsUpdated().block(PATIENCE))
                .hasMessageContaining("append-only");

        assertThat(count("SELECT count(*) FROM dead_letters.audit WHERE who <> 'nobody'"))
                .isEqualTo(before);
    }

    @Test
    void goesWithTheTransactionThatDidIt() {
        Mono<Void> undone = audit.write(OTTO, AuditedAction.onLetter("undone", "x", 2))
                .then(Mono.<Void>error(new IllegalStateException("the deed failed")))
                .as(transactions::transactional);

        assertThatThrownBy(() -> undone.block(PATIENCE)).hasMessageContaining("the deed failed");

        assertThat(count("SELECT count(*) FROM dead_letters.audit WHERE action = 'undone'"))
                .isZero();
    }

    @Test
    void isShownToViewersAsJson() {
        audit.write(OTTO, new AuditedAction("discard", "spam", null, List.of(3L, 4L), null, 2L))
                .block(PATIENCE);

        as(VIEWER)
                .get()
                .uri("/api/v1/audit?limit=1")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].action")
                .isEqualTo("discard")
                .jsonPath("$.items[0].letters[1]")
                .isEqualTo(4)
                .jsonPath("$.items[0].reason")
                .isEqualTo("spam");
        as(VIEWER)
                .get()
                .uri("/api/v1/audit?limit=0")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        as(VIEWER)
                .get()
                .uri("/api/v1/audit?cursor=x")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
