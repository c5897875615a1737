package io.letsrun.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCrypt;

class ConsolePasswordsTest {

    private final ConsolePasswords passwords =
            new ConsolePasswords(Map.of("viewer", "secret-v", "operator", "secret-o", "editor", "secret-e"));

    @Test
    void reachTheConsoleAsHashes() {
        String users = passwords.users();

        assertThat(users)
                .doesNotContain("secret")
                .matches("viewer:viewer:\\{bcrypt}[^,:]{60},operator:operator:\\{bcrypt}[^,:]{60},"
                        + "editor:editor:\\{bcrypt}[^,:]{60}");
        assertThat(BCrypt.checkpw("secret-o", users.split(",")[1].substring("operator:operator:{bcrypt}".length())))
                .isTrue();
    }
}
