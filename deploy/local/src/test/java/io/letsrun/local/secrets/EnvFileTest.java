package io.letsrun.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileTest {

    @TempDir
    private Path directory;

    private Path file;
    private EnvFile env;

    @BeforeEach
    void inADirectoryOfItsOwn() {
        file = directory.resolve(".env");
        env = new EnvFile(file);
    }

    @Test
    void isReadByItsOwnerOnly() throws IOException {
        env.complete();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void staysAsItIsWhenNothingIsMissing() throws IOException {
        env.complete();
        String made = Files.readString(file);

        List<String> added = env.complete();

        assertThat(added).isEmpty();
        assertThat(file).hasContent(made);
    }

    @Test
    void getsOnlyWhatIsMissing() throws IOException {
        Files.writeString(file, "# mine\nPOSTGRES_PASSWORD=kept\nLETSRUN_GATEWAY_PORT=9000\n");

        List<String> added = env.complete();

        assertThat(added).contains("REDIS_PASSWORD").doesNotContain("POSTGRES_PASSWORD");
        assertThat(Files.readAllLines(file))
                .startsWith("# mine", "POSTGRES_PASSWORD=kept", "LETSRUN_GATEWAY_PORT=9000")
                .filteredOn(line -> line.startsWith("POSTGRES_PASSWORD="))
                .hasSize(1);
    }

    @Test
    void leavesTheConsolesUsersToWhoeverNamedThem() throws IOException {
        Files.writeString(file, "LETSRUN_CONSOLE_USERS=ann:editor:{bcrypt}x\n");

        assertThat(env.complete()).noneMatch(name -> name.startsWith("LETSRUN_CONSOLE_"));
    }

    @Test
    void isAllNewWhenReplaced() throws IOException {
        env.complete();
        List<String> before = Files.readAllLines(file);

        env.delete();
        env.complete();

        assertThat(Files.readAllLines(file).stream().filter(line -> line.contains("PASSWORD=")))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(before);
    }

    @Test
    void hasNoCharacterThatComposeOrAShellReplaces() throws IOException {
        env.complete();

        assertThat(Files.readAllLines(file))
                .filteredOn(line -> !line.startsWith("#"))
                .allMatch(line -> line.matches("[A-Z_]+=[-A-Za-z0-9_:,{}@]+"));
    }
}
