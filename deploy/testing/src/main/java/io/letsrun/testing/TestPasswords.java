package io.letsrun.testing;

import io.letsrun.local.server.PostgresPasswords;
import java.util.Map;

/** Passwords of databases that live as long as a test. */
final class TestPasswords {

    static final PostgresPasswords ALL = new PostgresPasswords(
            "test-postgres",
            Map.of("signup", "test-signup", "profile", "test-profile", "dead_letters", "test-dead-letters"));

    private TestPasswords() {}
}
