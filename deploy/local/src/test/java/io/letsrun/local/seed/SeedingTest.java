package io.letsrun.local.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.letsrun.local.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedingTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private FakeGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void countsWhatIsAcceptedRefusedAndStored() throws IOException {
        Seeding.Report report = seed();

        assertThat(report.signups()).isEqualTo(3);
        assertThat(report.accepted()).isEqualTo(3);
        assertThat(report.refused()).isEqualTo(Map.of("distance", 1L, "elapsed time", 1L, "speed", 1L));
        assertThat(report.storedRuns()).isEqualTo(3);
        assertThat(report.complete()).isTrue();
    }

    @Test
    void writesTheStoredTotalsSortedByRunner() throws IOException {
        Path totals = directory.resolve("totals.csv");

        seed().writeTotals(totals);

        assertThat(totals).hasContent("""
                runner,runs,distanceMillimeters,elapsedSeconds
                r-1,2,3965800,1812
                r-2,1,5000001,2000
                """);
    }

    @Test
    void changesNothingTheSecondTime() throws IOException {
        Seeding.Report first = seed();

        Seeding.Report second = seed();

        assertThat(second.stored()).isEqualTo(first.stored());
        assertThat(second.accepted()).isEqualTo(first.accepted());
        assertThat(gateway.signups).hasSize(3);
    }

    @Test
    void losesNothingWhenTheGatewayFailsNowAndThen() {
        gateway.failEvery = 3;
        gateway.dropEvery = 7;

        Seeding.Report report = new Seeding(Run.madeUp(20, 10), FakeGateway.silent()).into(gateway.address(), 16, LONG);

        assertThat(report.accepted()).isEqualTo(200);
        assertThat(report.storedRuns()).isEqualTo(200);
        assertThat(report.complete()).isTrue();
    }

    @Test
    void namesWhoseRunsDoNotArrive() throws IOException {
        gateway.forgetful = true;

        Seeding.Report report = seed(Duration.ofSeconds(1));

        assertThat(report.complete()).isFalse();
        assertThat(report.missing()).containsExactly("r-1 (0 of 2)", "r-2 (0 of 1)");
    }

    @Test
    void givesUpAtAnAnswerThatSendingAgainCannotMend() throws IOException {
        HttpServer forbidding = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        forbidding.createContext("/", exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        forbidding.start();
        URI address = URI.create("http://localhost:" + forbidding.getAddress().getPort());

        assertThatThrownBy(() -> new Seeding(Run.madeUp(50, 1), FakeGateway.silent()).into(address, 8, LONG))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("with 403");
        forbidding.stop(0);
    }

    private Seeding.Report seed() throws IOException {
        return seed(LONG);
    }

    private Seeding.Report seed(Duration within) throws IOException {
        Path file = Files.writeString(directory.resolve("runs.csv"), """
                runner,startedAt,distanceMeters,elapsedSeconds,elevationGainMeters,averageHeartRateBpm
                r-1,2020-01-01T06:00:00Z,2965.8,812,17.4,150.3
                r-1,2020-01-01T06:00:00Z,1000,1000,,
                r-2,2020-01-01T06:00:00Z,5000.001,2000,0,0
                r-3,2020-01-01T06:00:00Z,0,100,,
                r-3,2020-01-02T06:00:00Z,100,0,,
                r-3,2020-01-03T06:00:00Z,1251,100,,
                """);
        return new Seeding(new RunFile(file).read(), FakeGateway.silent()).into(gateway.address(), 4, within);
    }
}
