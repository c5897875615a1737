package io.letsrun.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
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
        assertThat(second.postgres().of("profile")).hasSize(32);
    }

    @Test
    void areReadByTheirOwnerOnly() throws IOException {
        Secrets.in(directory, List.of("signup"));

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void haveATokenKeyOf256Bits() {
        String key = Secrets.in(directory, List.of()).tokenKeys().split(":")[1];

        assertThat(Base64.getUrlDecoder().decode(key)).hasSize(32);
    }

    @Test
    void doNotShowWhenPrinted() {
        Secrets secrets = Secrets.in(directory, List.of("signup"));

        assertThat(secrets.toString() + secrets.postgres())
                .doesNotContain(secrets.postgres().of("signup"), secrets.tokenKeys());
    }
}
