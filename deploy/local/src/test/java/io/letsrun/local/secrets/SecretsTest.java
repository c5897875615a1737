package io.letsrun.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path directory;

    @Test
    void areMadeOnce() {
        Secrets first = Secrets.in(directory, List.of("signup"));

        assertThat(Secrets.in(directory, List.of("signup"))).isEqualTo(first);
    }

    @Test
    void keepTheOldWhenARoleIsNew() {
        Secrets first = Secrets.in(directory, List.of("signup"));

        Secrets second = Secrets.in(directory, List.of("signup", "profile"));

        assertThat(second.postgres().of("signup")).isEqualTo(first.postgres().of("signup"));
        assertThat(second.tokenKeys()).isEqualTo(first.tokenKeys());
        assertThat(second.userIdKey()).isEqualTo(first.userIdKey()).hasSize(43);
        assertThat(second.postgres().of("profile")).hasSize(32);
    }

    @Test
    void areCompletedWhenTheConsoleIsNew() throws IOException {
        Path file = directory.resolve("secrets.properties");
        Files.writeString(file, "postgres.password=old\ntoken.keys=local:key\n");

        Secrets completed = Secrets.in(directory, List.of());

        assertThat(completed.postgres().superuser()).isEqualTo("old");
        assertThat(Files.readAllLines(file))
                .contains(
                        "postgres.password=old",
                        "token.keys=local:key",
                        "console.viewer.password=" + completed.console().of("viewer"),
                        "console.operator.password=" + completed.console().of("operator"),
                        "console.editor.password=" + completed.console().of("editor"));
        assertThat(Secrets.in(directory, List.of())).isEqualTo(completed);
    }

    @Test
    void areReadByTheirOwnerOnly() throws IOException {
        Secrets.in(directory, List.of("signup"));

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void haveATokenKeyOf256BitsForEachAudience() {
        Map<String, String> keys = Secrets.in(directory, List.of()).tokenKeys();

        assertThat(keys)
                .containsOnlyKeys("LETSRUN_TOKEN_KEYS", "LETSRUN_PROFILE_TOKEN_KEYS", "LETSRUN_EVENTS_TOKEN_KEYS");
        assertThat(keys.values())
                .doesNotHaveDuplicates()
                .allSatisfy(key -> assertThat(Base64.getUrlDecoder().decode(key.split(":")[1]))
                        .hasSize(32));
    }

    @Test
    void doNotShowWhenPrinted() {
        Secrets secrets = Secrets.in(directory, List.of("signup"));

        assertThat(secrets.toString() + secrets.postgres() + secrets.console())
                .doesNotContain(
                        secrets.postgres().of("signup"), secrets.console().of("operator"))
                .doesNotContain(secrets.tokenKeys().values());
    }
}
