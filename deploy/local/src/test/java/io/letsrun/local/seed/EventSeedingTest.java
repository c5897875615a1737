package io.letsrun.local.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.local.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventSeedingTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private FakeUpstream upstream;

    @BeforeEach
    void open() throws IOException {
        upstream = new FakeUpstream();
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void givesEachUserItsEvents() {
        EventSeeding.Report report = seed(LONG);

        assertThat(report.users()).isEqualTo(2);
        assertThat(report.added()).isEqualTo(10);
        assertThat(report.complete()).isTrue();
        assertThat(upstream.events)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .filteredOn(event -> event.path("userId").asString().equals("u-1"))
                .hasSize(5);
    }

    @Test
    void changesNothingTheSecondTime() {
        seed(LONG);

        EventSeeding.Report second = seed(LONG);

        assertThat(second.present()).isEqualTo(10);
        assertThat(second.added()).isZero();
        assertThat(second.complete()).isTrue();
        assertThat(upstream.additions).hasValue(10);
    }

    @Test
    void sendsAgainWhatIsNotTakenYet() {
        upstream.unavailable = call -> (call - 1) % 15 >= 5;

        EventSeeding.Report report = seed(LONG);

        assertThat(report.added()).isEqualTo(10);
        // Five are taken of calls 1 to 15, and five of the next.
        assertThat(upstream.additions).hasValue(20);
        assertThat(upstream.events).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void addsNothingTwiceWhenOnlyTheAnswerIsLost() {
        upstream.dropsAfterAdding = call -> call % 3 == 0;

        EventSeeding.Report report = seed(LONG);

        assertThat(report.added()).isEqualTo(10);
        assertThat(report.complete()).isTrue();
        assertThat(upstream.additions).hasValue(10);
    }

    @Test
    void sendsAgainWhatTheListShowsToBeLost() {
        upstream.dropsBeforeAdding = call -> call == 1 || call == 11;
        upstream.dropsList = call -> call == 1 || call == 3;

        EventSeeding.Report report = seed(LONG);

        assertThat(report.added()).isEqualTo(10);
        assertThat(upstream.additions).hasValue(12);
        assertThat(upstream.events).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void saysWhatIsInDoubtWhenNobodyCanTell() {
        upstream.dropsAfterAdding = call -> call == 10;
        upstream.dropsList = call -> call > 1;

        EventSeeding.Report report = seed(Duration.ofSeconds(3));

        assertThat(report.added()).isEqualTo(9);
        assertThat(report.missing()).hasSize(1).first().asString().matches("Seeded event 0000\\d of u-\\d");
        assertThat(report.complete()).isFalse();
        assertThat(upstream.additions).hasValue(10);
    }

    @Test
    void namesWhatItGaveUp() {
        upstream.unavailable = call -> true;

        EventSeeding.Report report = seed(upstream.address(), List.of("u-1"), 1, Duration.ofSeconds(2));

        assertThat(report.missing()).containsExactly("Seeded event 00001 of u-1");
        assertThat(report.complete()).isFalse();
        assertThat(upstream.additions.get()).isGreaterThan(1);
    }

    @Test
    void doesNotRepeatWhatIsRefusedForEver() {
        upstream.refuses = call -> true;

        EventSeeding.Report report = seed(LONG);

        assertThat(report.refused()).isEqualTo(Map.of("status 400", 10L));
        assertThat(report.complete()).isFalse();
        assertThat(upstream.additions).hasValue(10);
    }

    @Test
    void refusesToStartWhereNobodyAnswers() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://localhost:" + socket.getLocalPort());
        }

        assertThatThrownBy(() -> seed(nobody, List.of("u-1"), 1, Duration.ofMillis(200)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("does not tell which events it has");
    }

    private EventSeeding.Report seed(Duration within) {
        return seed(upstream.address(), List.of("u-1", "u-2", "u-1"), 5, within);
    }

    private static EventSeeding.Report seed(URI upstream, List<String> users, int perUser, Duration within) {
        try (EventSeeding seeding = new EventSeeding(upstream, FakeGateway.silent())) {
            return seeding.seed(users, perUser, 4, within);
        }
    }
}
