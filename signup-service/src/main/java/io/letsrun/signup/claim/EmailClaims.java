package io.letsrun.signup.claim;

import io.letsrun.contracts.signup.EmailClaim;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The claims in storage, page by page. */
@Component
final class EmailClaims {

    static final int PAGE = 2_000;

    private static final String NEXT_PAGE = """
            SELECT email_key, user_id, idempotency_key_hash
              FROM signup.email_claim
             WHERE email_key > $1
             ORDER BY email_key
             LIMIT $2
            """;

    private final DatabaseClient database;

    EmailClaims(DatabaseClient database) {
        this.database = database;
    }

    /** Returns the page after the key, in order; empty after the last one. Every key comes after the empty one. */
    Mono<List<Held>> after(String emailKey) {
        return database.sql(NEXT_PAGE)
                .bind(0, emailKey)
                .bind(1, PAGE)
                .map(EmailClaims::held)
                .all()
                .collectList();
    }

    private static Held held(Readable row) {
        return new Held(
                Objects.requireNonNull(row.get(0, String.class)),
                new EmailClaim(Objects.requireNonNull(row.get(1, UUID.class)), row.get(2, String.class)));
    }

    /** An address and who holds it. */
    record Held(String emailKey, EmailClaim claim) {

        Cache.Entry entry() {
            return new Cache.Entry(EmailClaim.key(emailKey), claim.value(), EmailClaim.CONFIRMED);
        }
    }
}
