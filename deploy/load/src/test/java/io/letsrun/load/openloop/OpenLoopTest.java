package io.letsrun.load.openloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.letsrun.load.schedule.Phase;
import io.letsrun.load.schedule.Stretch;
import io.letsrun.local.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class OpenLoopTest {

    private static final Limits FEW = limits(8, 100_000, 0);

    private static final Limits PER_USER = new Limits(1000, 1000, Duration.ofSeconds(10), 0, true);

    private final List<Second> seconds = new ArrayList<>();
    private final Signups requests = new Signups();

    /** Counted down when the first second is over. */
    private CountDownLatch answered = new CountDownLatch(1);

    /** A load that waits for answers would send nothing in the second in which the server stalls, and see one slow request. */
    @Test
    void aStallShowsInTheLatencyOfAllThatWereDueMeanwhile() throws Exception {
        try (FakeServer server = new FakeServer(number -> {
            if (number >= 100 && number < 108) { // all of its connections
                stall(Duration.ofSeconds(1));
            }
            return FakeServer.ACCEPTED;
        })) {
            LoadResult result = run(server, FEW, Stretch.constant(200, Duration.ofSeconds(3)));

            assertThat(result.accepted()).isEqualTo(600);
            assertThat(result.unsent()).isZero();
            assertThat(result.acceptedMillis().max()).isGreaterThan(950);
            // 200 of the 600 were due while nothing went: half of these waited for more than half of the stall.
            assertThat(result.acceptedMillis().p99()).isGreaterThan(900);
            assertThat(slowerThan(512, result)).isGreaterThanOrEqualTo(93);
        }
    }

    @Test
    void sendsOnScheduleHoweverLongAnswersTake() throws Exception {
        try (FakeServer server = new FakeServer(number -> {
            stall(Duration.ofMillis(400));
            return FakeServer.ACCEPTED;
        })) {
            run(server, limits(200, 1000, 0), Stretch.constant(100, Duration.ofSeconds(1)));

            List<Long> arrivals = server.arrivals();
            assertThat(arrivals).hasSize(100);
            // Who waits for answers sends all at once on that many connections, or needs 5 s on eight of them.
            assertThat(millis(arrivals.getLast() - arrivals.getFirst())).isBetween(900L, 2500L);
        }
    }

    @Test
    void sendsNoMoreThanMayBeOutstandingAndSaysSo() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (FakeServer server = new FakeServer(number -> {
            over.await();
            return FakeServer.ACCEPTED;
        })) {
            answered = over;
            LoadResult result = run(server, limits(4, 30, 0), Stretch.constant(100, Duration.ofSeconds(1)));

            assertThat(result.due()).isEqualTo(100);
            assertThat(result.accepted()).isEqualTo(30);
            assertThat(result.unsent()).isEqualTo(70);
            assertThat(seconds)
                    .allSatisfy(second -> assertThat(second.outstanding()).isLessThanOrEqualTo(30));
        }
    }

    @Test
    void whatFallsBehindIsNotCalledAsFastAsItWasDue() throws Exception {
        try (FakeServer server = new FakeServer(number -> {
            stall(Duration.ofMillis(400));
            return FakeServer.ACCEPTED;
        })) {
            PhaseResult result = result(server, limits(1, 1000, 0), Stretch.constant(5, Duration.ofSeconds(1)));

            assertThat(result.all().accepted()).isEqualTo(5);
            assertThat(result.all().acceptedPerSecond()).isGreaterThan(0).isLessThanOrEqualTo(2.5); // 5 in 2 s
        }
    }

    @Test
    void whatIsNotAnsweredIsInDoubtAndNeitherAcceptedNorRefused() throws Exception {
        try (FakeServer server = new FakeServer(number -> number % 10 == 3 ? "" : FakeServer.ACCEPTED)) {
            LoadResult result = run(server, FEW, Stretch.constant(100, Duration.ofSeconds(1)));

            assertThat(result.inDoubt()).isEqualTo(10);
            assertThat(result.accepted()).isEqualTo(90);
            assertThat(result.refused()).isZero();
            assertThat(requests.accepted).hasSize(90);
        }
    }

    @Test
    void anAnswerThatDoesNotComeInTimeLeavesItsRequestInDoubt() throws Exception {
        Limits impatient = new Limits(50, 1000, Duration.ofMillis(300), 0, false);
        try (FakeServer server = new FakeServer(number -> {
            if (number == 5) {
                stall(Duration.ofSeconds(20));
            }
            return FakeServer.ACCEPTED;
        })) {
            LoadResult result = run(server, impatient, Stretch.constant(50, Duration.ofSeconds(1)));

            assertThat(result.inDoubt()).isEqualTo(1);
            assertThat(result.accepted()).isEqualTo(49);
        }
    }

    @Test
    void sendsTheSameAgainWhenItMayAndCountsEveryAttempt() throws Exception {
        try (FakeServer server = new FakeServer(number -> switch (number) {
            case 0 -> FakeServer.UNAVAILABLE;
            case 1 -> "";
            default -> FakeServer.ACCEPTED;
        })) {
            LoadResult result = run(server, limits(8, 100, 2), Stretch.constant(10, Duration.ofSeconds(1)));

            assertThat(result.due()).isEqualTo(10);
            assertThat(result.sentAgain()).isEqualTo(2);
            assertThat(result.sent()).isEqualTo(12);
            assertThat(result.refused()).isEqualTo(1);
            assertThat(result.refusedWithRetryAfter()).isEqualTo(1);
            assertThat(result.inDoubt()).isEqualTo(1);
            assertThat(requests.accepted).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        }
    }

    @Test
    void keepsTheFiguresOfPhasesApart() throws Exception {
        try (FakeServer server = new FakeServer(number -> FakeServer.ACCEPTED);
                OpenLoop generator = OpenLoop.to(server.address(), FEW)) {
            List<PhaseResult> results = generator.run(
                    List.of(
                            phase(Stretch.constant(20, Duration.ofSeconds(1))),
                            phase(Stretch.constant(60, Duration.ofSeconds(1)))),
                    requests,
                    seconds::add);

            assertThat(results).extracting(result -> result.all().accepted()).containsExactly(20L, 60L);
            assertThat(seconds.get(0).phase()).isEqualTo(0);
            assertThat(seconds.get(1).phase()).isEqualTo(1);
            assertThat(seconds.stream()
                            .mapToLong(second -> second.load().accepted())
                            .sum())
                    .isEqualTo(80);
        }
    }

    @Test
    void sendsNothingMoreOnceStoppedAndStillTakesTheAnswers() throws Exception {
        try (FakeServer server = new FakeServer(number -> {
                    stall(Duration.ofMillis(200));
                    return FakeServer.ACCEPTED;
                });
                OpenLoop generator = OpenLoop.to(server.address(), limits(100, 1000, 0))) {
            Thread stop = Thread.startVirtualThread(() -> {
                stallUnchecked(Duration.ofMillis(500));
                generator.stop();
            });
            LoadResult result = generator
                    .run(List.of(phase(Stretch.constant(100, Duration.ofMinutes(10)))), requests, seconds::add)
                    .getFirst()
                    .all();
            stop.join();

            assertThat(result.due()).isBetween(20L, 90L);
            assertThat(result.accepted()).isEqualTo(result.due());
        }
    }

    @Test
    void refusesToBeginWithoutAServer() throws Exception {
        InetSocketAddress nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
        }

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> OpenLoop.to(nobody, FEW, Duration.ofMillis(300)))
                .withMessageContaining("0 of 8 connections");
    }

    @Test
    void opensAConnectionForEachUserAndKeepsIt() throws Exception {
        try (FakeServer server = new FakeServer(number -> FakeServer.ACCEPTED);
                OpenLoop generator = OpenLoop.to(server.address(), PER_USER)) {
            Stretch stretch = Stretch.constant(100, Duration.ofSeconds(2));
            LoadResult result = generator
                    .run(List.of(phase(stretch)), requests, this::note)
                    .getFirst()
                    .all();

            assertThat(result.accepted()).isEqualTo(200);
            assertThat(generator.connections()).isEqualTo(new OpenLoop.Connections(200, 0, 0));
            assertThat(server.sources()).as("no address has all of them").hasSize(200);
        }
    }

    @Test
    void tellsWhichConnectionsWereCutOffWithoutAnAnswer() throws Exception {
        try (FakeServer server = new FakeServer(number -> number % 2 == 0 ? FakeServer.ACCEPTED : "");
                OpenLoop generator = OpenLoop.to(server.address(), PER_USER)) {
            Stretch stretch = Stretch.constant(50, Duration.ofSeconds(1));
            LoadResult result = generator
                    .run(List.of(phase(stretch)), requests, this::note)
                    .getFirst()
                    .all();

            assertThat(result.accepted()).isEqualTo(25);
            assertThat(result.inDoubt()).isEqualTo(25);
            assertThat(generator.connections()).isEqualTo(new OpenLoop.Connections(50, 0, 25));
        }
    }

    @Test
    void readsAnswersInPiecesAndChunksAndSkipsWhatPrecedesThem() throws Exception {
        String interim = "HTTP/1.1 100 Continue\r\n\r\n";
        String chunked =
                "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"runId\":\r\nA;x=1\r\n\"r-2\",\"z\":"
                        + "\r\n2\r\n1}\r\n0\r\n\r\n";
        try (FakeServer server = new FakeServer(number -> interim + chunked)) {
            LoadResult result = run(server, limits(1, 100, 0), Stretch.constant(10, Duration.ofSeconds(1)));

            assertThat(result.accepted()).isEqualTo(10);
            assertThat(requests.bodies).hasSize(10).containsOnly("{\"runId\":\"r-2\",\"z\":1}");
        }
    }

    @Test
    void connectsAgainWhenTheServerClosesTheConnectionWithItsAnswer() throws Exception {
        String closing = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
        try (FakeServer server = new FakeServer(number -> closing)) {
            LoadResult result = run(server, limits(1, 100, 0), Stretch.constant(10, Duration.ofSeconds(1)));

            assertThat(result.accepted()).isEqualTo(10);
            assertThat(result.inDoubt()).isZero();
        }
    }

    @Test
    void whatIsNoAnswerLeavesItsRequestInDoubt() throws Exception {
        try (FakeServer server = new FakeServer(number -> "SSH-2.0-OpenSSH_9.2p1 Debian\r\n\r\n")) {
            LoadResult result = run(server, FEW, Stretch.constant(5, Duration.ofSeconds(1)));

            assertThat(result.inDoubt()).isEqualTo(5);
        }
    }

    @Test
    void findsTheTextOfAField() {
        ByteBuf json = Unpooled.copiedBuffer(
                "{\"userId\":\"u-1\",\"accessToken\":\"abc.def\",\"x\":123}", StandardCharsets.US_ASCII);

        assertThat(RequestSource.text(json, "userId")).isEqualTo("u-1");
        assertThat(RequestSource.text(json, "accessToken")).isEqualTo("abc.def");
        assertThat(RequestSource.text(json, "runId")).isNull();
    }

    private LoadResult run(FakeServer server, Limits limits, Stretch stretch) throws InterruptedException {
        return result(server, limits, stretch).all();
    }

    private PhaseResult result(FakeServer server, Limits limits, Stretch stretch) throws InterruptedException {
        try (OpenLoop generator = OpenLoop.to(server.address(), limits)) {
            return generator.run(List.of(phase(stretch)), requests, this::note).getFirst();
        }
    }

    private void note(Second second) {
        seconds.add(second);
        answered.countDown();
    }

    private static Phase phase(Stretch stretch) {
        return new Phase("all", stretch);
    }

    private static Limits limits(int connections, int outstanding, int retries) {
        return new Limits(connections, outstanding, Duration.ofSeconds(10), retries, false);
    }

    private static long slowerThan(double millis, LoadResult result) {
        return result.acceptedHistogram().stream()
                .filter(bucket -> bucket.fromMillis() >= millis)
                .mapToLong(Latency.Bucket::count)
                .sum();
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** What a slow server does. */
    private static void stall(Duration time) throws InterruptedException {
        boolean unused = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void stallUnchecked(Duration time) {
        try {
            stall(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Signups implements RequestSource {

        private static final byte[] REQUEST =
                "GET / HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        private final List<Long> accepted = new ArrayList<>();
        private final List<String> bodies = new ArrayList<>();

        @Override
        public RequestKind kind(long n) {
            return RequestKind.SIGNUP;
        }

        @Override
        public ByteBuf render(long n, ByteBufAllocator allocator) {
            return allocator.directBuffer(REQUEST.length).writeBytes(REQUEST);
        }

        @Override
        public void accepted(long n, ByteBuf body) {
            accepted.add(n);
            bodies.add(body.toString(StandardCharsets.US_ASCII));
        }
    }
}
