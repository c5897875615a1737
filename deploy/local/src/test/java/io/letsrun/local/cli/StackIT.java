package io.letsrun.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.local.Checkout;
import io.letsrun.local.process.Ports;
import io.letsrun.local.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The servers of a checkout that has no services. Once they are up they stay for the next test, unless it is about their end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StackIT {

    private static final int[] PORTS = {9092, 9093, 5432, 6379};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Path root;
    private int offset;

    @BeforeAll
    void checkOut(@TempDir Path directory) throws IOException {
        checkOutTo(directory);
        offset = freeOffset();
    }

    private static int freeOffset() {
        return IntStream.iterate(11_000, candidate -> candidate + 10)
                .filter(candidate -> IntStream.of(PORTS).noneMatch(port -> Ports.isTaken(port + candidate)))
                .findFirst()
                .orElseThrow();
    }

    private void checkOutTo(Path directory) throws IOException {
        root = directory;
        Path module = Checkout.find().root().resolve("deploy/local");
        Files.createDirectories(root.resolve("deploy"));
        Files.createSymbolicLink(root.resolve("deploy/local"), module);
    }

    @BeforeEach
    void listen() {
        out.reset();
    }

    @AfterAll
    void end() throws IOException {
        letsrun("down");
        Files.delete(root.resolve("deploy/local"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "postgres", "redis"})
    void bringsAKilledServerBack(String server) {
        up();
        assertThat(letsrun("status")).isZero();

        assertThat(letsrun("kill", server)).isZero();
        assertThat(letsrun("status")).isEqualTo(3);
        assertThat(printed()).containsPattern(server + " +died");

        assertThat(letsrun("start", server)).describedAs(this::printed).isZero();
        assertThat(letsrun("status")).isZero();
    }

    @Test
    void restartsWhatEndedByItselfAndSaysSo() throws Exception {
        up();
        long pid = pid("redis");

        new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();

        await().atMost(Duration.ofSeconds(30)).until(() -> letsrun("status") == 0);
        assertThat(pid("redis")).isNotEqualTo(pid);
        assertThat(printed()).contains("redis was restarted once, last after: ");
    }

    private long pid(String component) throws IOException {
        Matcher pid = Pattern.compile("\"pid\" ?: ?(\\d+)")
                .matcher(Files.readString(root.resolve(".letsrun/run/" + component + ".json")));
        assertThat(pid.find()).isTrue();
        return Long.parseLong(pid.group(1));
    }

    @Test
    void keepsItsStateFromOthers() throws IOException {
        up();

        Path state = root.resolve(".letsrun");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Stream.concat(Files.walk(state.resolve("data")), Files.walk(state.resolve("logs")))) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.endsWith("server.properties")
                                    && !file.endsWith(
                                            "postgres.initdb.log")) // by the launcher, which the script closes
                            .toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .endsWith("------"));
        }
    }

    @Test
    void listensOnTheLoopbackOnly() throws IOException {
        up();
        Set<String> loopback =
                Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] columns = line.trim().split("\\s+");
                boolean listening = columns[3].equals("0A");
                if (listening && IntStream.of(PORTS).anyMatch(port -> columns[1].endsWith(hex(port + offset)))) {
                    assertThat(loopback).contains(columns[1].substring(0, columns[1].indexOf(':')));
                }
            }
        }
    }

    private static String hex(int port) {
        return ":%04X".formatted(port);
    }

    @Test
    void leavesNoProcessBehind() {
        up();
        long[] before = children();

        assertThat(letsrun("down")).isZero();

        assertThat(before).hasSizeGreaterThanOrEqualTo(3);
        await().untilAsserted(() -> assertThat(children()).isEmpty());
        assertThat(printed()).contains("Stopped all 3 components");
    }

    @Test
    void refusesToComeUpTwice() {
        up();

        assertThat(letsrun("up")).isEqualTo(1);

        assertThat(printed()).contains("The stack is up already (kafka pid ").contains("./letsrun down.");
    }

    @Test
    void saysWhoNeedsAPortThatIsTaken(@TempDir Path another) throws IOException {
        Path before = root;
        checkOutTo(another);
        int free = freeOffset();
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 6379 + free));

            assertThat(letsrun("up", "--detach", "--port-offset", Integer.toString(free)))
                    .isEqualTo(1);

            assertThat(printed()).contains("Port " + (6379 + free) + ", which redis needs, is taken");
        } finally {
            Files.delete(root.resolve("deploy/local"));
            root = before;
        }
    }

    @Test
    void startsWhatWasStoppedAndKnowsItsPort() {
        up();

        assertThat(letsrun("stop", "redis")).isZero();
        assertThat(Ports.isTaken(6379 + offset)).isFalse();

        assertThat(letsrun("start", "redis")).isZero();
        assertThat(Ports.answers(6379 + offset)).isTrue();
    }

    @Test
    void listsTheComponentsWhenANameIsUnknown() {
        assertThat(letsrun("stop", "zookeeper")).isEqualTo(1);

        assertThat(printed()).contains("There is no component \"zookeeper\"; there are kafka, postgres, redis.");
    }

    @Test
    void deletesAllDataOnlyWhenTold() {
        up();
        Path data = root.resolve(".letsrun/data");

        assertThat(letsrun("reset")).isEqualTo(1);
        assertThat(data).isNotEmptyDirectory();

        assertThat(letsrun("reset", "--yes")).isZero();
        assertThat(data).doesNotExist();
    }

    @Test
    void explainsEveryCommand() {
        for (String command :
                new String[] {"up", "status", "logs", "start", "stop", "kill", "down", "reset", "seed", "dlq"}) {
            assertThat(letsrun("help", command)).isZero();
        }
    }

    private void up() {
        if (letsrun("status") == 0) {
            return;
        }
        assertThat(letsrun("up", "--detach", "--port-offset", Integer.toString(offset)))
                .describedAs(printed())
                .isZero();
    }

    private int letsrun(String... arguments) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return LetsRun.run(new Checkout(root), new Terminal(stream, stream, System.in, false), arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static long[] children() {
        Stream<ProcessHandle> alive = ProcessHandle.current().descendants().filter(ProcessHandle::isAlive);
        return alive.mapToLong(ProcessHandle::pid).toArray();
    }
}
