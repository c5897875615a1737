package io.letsrun.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCrypt;

class PasswordHashTest {

    private final Map<String, String> passwords =
            Map.of("viewer", "secret-v", "operator", "secret-o", "editor", "secret-e");

    @Test
    void reachTheConsoleAsHashes() {
        String users = PasswordHash.BCRYPT.users(passwords);

        assertThat(users)
                .doesNotContain("secret")
                .matches("viewer:viewer:\\{bcrypt}[^,:]{60},operator:operator:\\{bcrypt}[^,:]{60},"
                        + "editor:editor:\\{bcrypt}[^,:]{60}");
        assertThat(BCrypt.checkpw("secret-o", users.split(",")[1].substring("operator:operator:{bcrypt}".length())))
                .isTrue();
    }

    @Test
    void passComposeAndShellsUnharmed() throws GeneralSecurityException {
        String users = PasswordHash.PBKDF2.users(passwords);

        assertThat(users)
                .doesNotContain("secret")
                .matches("([a-z]+:[a-z]+:\\{pbkdf2@SpringSecurity_v5_8}[0-9a-f]{96},?){3}");
        byte[] saltAndKey = HexFormat.of().parseHex(users.split(",")[1].replaceAll(".*}", ""));
        assertThat(Arrays.copyOfRange(saltAndKey, 16, 48)).isEqualTo(key("secret-o", Arrays.copyOf(saltAndKey, 16)));
    }

    private static byte[] key(String password, byte[] salt) throws GeneralSecurityException {
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 310_000, 256))
                .getEncoded();
    }
}
