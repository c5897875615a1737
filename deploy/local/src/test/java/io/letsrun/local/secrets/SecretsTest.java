package io.letsrun.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.local.Checkout;
import io.letsrun.local.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path directory;

    @Test
    void areMadeOnce() {
        Secrets first = Secrets.in(directory);

        assertThat(Secrets.in(directory)).isEqualTo(first);
    }

    @Test
    void keepTheOldWhenARoleIsNew() throws IOException {
        Secrets first = Secrets.in(directory);
        Path file = directory.resolve("secrets.properties");
        Files.writeString(file, Files.readString(file).replaceAll("(?m)^postgres.profile.password=.*\n", ""));

        Secrets second = Secrets.in(directory);

        assertThat(second.postgres().get("signup")).isEqualTo(first.postgres().get("signup"));
        assertThat(second.tokenKeys("LETSRUN_TOKEN_KEYS")).isEqualTo(first.tokenKeys("LETSRUN_TOKEN_KEYS"));
        assertThat(second.userIdKey()).isEqualTo(first.userIdKey()).hasSize(43);
        assertThat(second.postgres().get("profile"))
                .hasSize(32)
                .isNotEqualTo(first.postgres().get("profile"));
    }

    @Test
    void areCompletedWhenTheConsoleIsNew() throws IOException {
        Path file = directory.resolve("secrets.properties");
        Files.writeString(file, "postgres.password=old\ntoken.keys=local:key\n");

        Secrets completed = Secrets.in(directory);

        assertThat(completed.postgres().get("postgres")).isEqualTo("old");
        assertThat(Files.readAllLines(file))
                .contains(
                        "postgres.password=old",
                        "token.keys=local:key",
                        "console.viewer.password=" + completed.console().get("viewer"),
                        "console.operator.password=" + completed.console().get("operator"),
                        "console.editor.password=" + completed.console().get("editor"));
        assertThat(Secrets.in(directory)).isEqualTo(completed);
    }

    @Test
    void areReadByTheirOwnerOnly() throws IOException {
        Secrets.in(directory);

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void haveATokenKeyOf256BitsForEachAudience() {
        Secrets secrets = Secrets.in(directory);

        assertThat(Stream.of("LETSRUN_TOKEN_KEYS", "LETSRUN_PROFILE_TOKEN_KEYS", "LETSRUN_EVENTS_TOKEN_KEYS")
                        .map(secrets::tokenKeys))
                .doesNotHaveDuplicates()
                .allSatisfy(key -> assertThat(Base64.getUrlDecoder().decode(key.split(":")[1]))
                        .hasSize(32));
    }

    @Test
    void doNotShowWhenPrinted() {
        Secrets secrets = Secrets.in(directory);

        assertThat(secrets.toString() + new PostgresServer(new Checkout(directory), directory, 1, secrets.postgres()))
                .doesNotContain(secrets.values().values());
    }
}
