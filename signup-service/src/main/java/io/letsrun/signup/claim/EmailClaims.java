package io.letsrun.signup.claim;

import io.letsrun.contracts.signup.EmailClaim;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The claims in storage, page by page. */
@Component
final class EmailClaims {

    static final int PAGE = 2_000;

    private static final String NEXT_PAGE = """
            SELECT email_key, user_id
              FROM signup.email_claim
             WHERE bucket = $1 AND email_key > $2
             ORDER BY email_key
             LIMIT $3
            """;

    private final DatabaseClient database;

    EmailClaims(DatabaseClient database) {
        this.database = database;
    }

    /** Returns the page of the bucket after the key, in order; empty after the last one. Every key comes after the empty one. */
    Mono<List<Held>> after(short bucket, String emailKey) {
        return database.sql(NEXT_PAGE)
                .bindValues(List.of(bucket, emailKey, PAGE))
                .mapProperties(Held.class)
                .all()
                .collectList();
    }

    /** An address and who holds it. */
    record Held(String emailKey, UUID userId) {

        Cache.Entry entry() {
            return new Cache.Entry(
                    EmailClaim.key(emailKey), EmailClaim.confirmed(userId).value(), EmailClaim.CONFIRMED);
        }
    }
}
