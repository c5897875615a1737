package io.letsrun.profile.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.bucket.Bucket;
import io.letsrun.contracts.bucket.UserId;
import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topic;
import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.contracts.signup.SignupRejected;
import io.letsrun.edge.token.AccessTokens;
import io.letsrun.edge.token.TokenKeys;
import io.letsrun.local.process.Pause;
import io.letsrun.profile.RunningConsumer;
import io.letsrun.profile.query.ReadDatabase;
import io.letsrun.testing.Infrastructure;
import io.letsrun.testing.RandomUsers;
import io.letsrun.testing.Sending;
import io.letsrun.testing.Server;
import io.letsrun.testing.TopicEnds;
import io.letsrun.testing.sharding.ShardedDatabase;
import io.letsrun.testing.sharding.ThreeServers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The service on a database of three servers: no statement and no transaction is about more than one bucket. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "letsrun.storage.distributed=true",
            "spring.flyway.enabled=false",
            "spring.main.allow-bean-definition-overriding=true"
        })
@DirtiesContext
class DistributedStorageIT {

    private static final Logger log = LoggerFactory.getLogger(DistributedStorageIT.class);
    private static final ThreeServers SERVERS = new ThreeServers("profile");
    private static final Infrastructure OWN = Infrastructure.fresh();
    private static final String KEYS = "test:" + "k".repeat(43);
    private static final AccessTokens TOKENS =
            new AccessTokens(TokenKeys.parse(KEYS), "profile-consumer", Clock.systemUTC());

    private static final int PARTITIONS = 6;
    static final Instant FIRST = Instant.parse("2026-03-30T05:00:00Z");
    private static final long MILLIMETERS = 5_000_000;
    private static final int SECONDS = 1_500;

    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration BEFORE = Duration.ofSeconds(5);
    private static final Duration AWAY = Duration.parse(System.getProperty("letsrun.away", "PT8S"));
    private static final Duration TOLERANCE = Duration.ofMillis(250);
    private static final Duration MOST = Duration.ofSeconds(5);
    private static final int FEW = 300;

    @Autowired
    private ShardedDatabase database;

    @Autowired
    private MeterRegistry meters;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        OWN.environment("profile").forEach((name, value) -> registry.add(name, () -> value));
        registry.add("LETSRUN_PROFILE_TOKEN_KEYS", () -> KEYS);
        registry.add("letsrun.topics.partitions", () -> PARTITIONS);
        registry.add("letsrun.delivery.concurrency", () -> 1); // so that each batch is of all servers
    }

    @Test
    void storesAndReadsWithStatementsOfOneBucket() {
        List<UUID> users = users(2);
        List<Event> runs = new ArrayList<>();
        for (UUID user : users) {
            RunRecorded kept = run(user, "kept", 2);
            runs.addAll(List.of(kept, run(user, "kept", 1), kept, run(user, "gone", 1)));
            runs.add(new RunDeleted(user, RunId.of(user, "gone", FIRST), 2));
            runs.add(run(user, "other", 1));
        }
        Collections.shuffle(runs, new Random(17));
        UUID rejected = users.getFirst();
        send(Topics.RUNS, runs);
        send(
                Topics.SIGNUP_OUTCOMES,
                Stream.concat(
                                users.stream().skip(1).map(RunningConsumer::accepted),
                                Stream.of(new SignupRejected(rejected, SignupRejected.EMAIL_TAKEN, FIRST)))
                        .toList());
        awaitConsumed(Topics.RUNS);
        awaitConsumed(Topics.SIGNUP_OUTCOMES);

        assertThat(SERVERS.rows("SELECT user_id, runs, distance_mm, elapsed_s FROM profile.runner_totals").stream()
                        .filter(row -> users.contains(UUID.fromString(row.substring(0, row.indexOf(' '))))))
                .containsExactlyInAnyOrderElementsOf(users.stream()
                        .map(user ->
                                user + (user.equals(rejected) ? " 0 0 0" : " 2 " + 2 * MILLIMETERS + " " + 2 * SECONDS))
                        .toList());
        for (int server = 0; server < 3; server++) {
            int own = server;
            assertThat(SERVERS.rows(server, "SELECT DISTINCT bucket FROM profile.run"))
                    .isNotEmpty()
                    .allMatch(bucket -> ThreeServers.serverOf(Integer.parseInt(bucket)) == own);
        }
        UUID reader = users.getLast();
        get(reader, "/v1/profile").expectStatus().isOk();
        get(reader, "/v1/runs?limit=20").expectStatus().isOk();
        get(reader, "/v1/runs/" + RunId.of(reader, "kept", FIRST))
                .expectStatus()
                .isOk();
        get(reader, "/v1/runs/" + RunId.of(reader, "gone", FIRST) + "/version")
                .expectStatus()
                .isOk();

        assertThat(database.violations()).isEmpty();
        assertThat(database.statements()).hasSizeGreaterThan(7).allMatch(sql -> sql.contains("bucket"));
        assertThat(SERVERS.rows("SELECT gid FROM pg_prepared_xacts")).isEmpty();
    }

    /** They are sent twice and shuffled; each server and the broker is killed right after a fourth of them was sent. */
    @Test
    void countsRunsExactlyThoughEachServerIsKilled() {
        SampleRuns sample = SampleRuns.given();
        Map<String, UUID> users =
                sample.runners().stream().collect(Collectors.toMap(name -> name, name -> RandomUsers.any()));
        List<RunRecorded> runs = sample.accepted(users::get);
        List<Event> twice = new ArrayList<>(runs);
        twice.addAll(runs);
        Collections.shuffle(twice, new Random(18));
        List<Server> servers = List.of(SERVERS.get(0), SERVERS.get(1), SERVERS.get(2), OWN.kafka());
        for (int i = 0; i < servers.size(); i++) {
            int fourth = twice.size() / servers.size();
            send(Topics.RUNS, twice.subList(i * fourth, i == servers.size() - 1 ? twice.size() : (i + 1) * fourth));
            servers.get(i).kill();
            servers.get(i).start();
        }
        awaitConsumed(Topics.RUNS);

        Map<UUID, String> runners =
                users.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        List<String> expected = SampleRuns.givenTotals();
        assertThat(SERVERS.rows("SELECT user_id, runs, distance_mm, elapsed_s FROM profile.runner_totals").stream()
                        .map(row -> row.split(" ", 2))
                        .filter(row -> runners.containsKey(UUID.fromString(row[0])))
                        .map(row -> runners.get(UUID.fromString(row[0])) + "," + row[1].replace(' ', ',')))
                .containsExactlyInAnyOrderElementsOf(
                        expected == null ? SampleRuns.totals(runs, runners::get) : expected);
        assertThat(database.violations()).isEmpty();
    }

    /** The time of a run is until the transaction begins that stores it. */
    @Test
    void oneServerThatIsAwayStopsOnlyItsPartitions() {
        RunLoad load = new RunLoad(OWN.kafka().bootstrapServers());
        Instant away;
        Instant back;
        try (load) {
            Pause.of(WARM_UP);
            Instant warm = Instant.now();
            Pause.of(BEFORE);
            away = Instant.now();
            SERVERS.get(0).stop();
            Pause.of(AWAY);
            assertThat(waiting()).containsExactlyInAnyOrder("0", "3");
            get(someOf(load.sentAt(), warm), "/v1/profile").expectStatus().isOk();
            back = Instant.now();
            SERVERS.get(0).start();
            load.sentAt().values().removeIf(sentAt -> sentAt.isBefore(warm));
        }
        awaitConsumed(Topics.RUNS);

        Map<UUID, Instant> storedAt = storedAt();
        assertThat(storedAt.keySet()).containsAll(load.sentAt().keySet());
        Duration before = p99(timesOfOthers(load.sentAt(), storedAt, sentAt -> sentAt.isBefore(away)));
        List<Duration> meanwhile =
                timesOfOthers(load.sentAt(), storedAt, sentAt -> sentAt.isAfter(away) && sentAt.isBefore(back));
        Duration during = p99(meanwhile);
        log.info("away for {}: p99 of the others {} before, {} meanwhile", AWAY, before, during);
        assertThat(during).isLessThan(before.multipliedBy(2).plus(TOLERANCE));
        assertThat(meanwhile.getLast()).isLessThan(MOST);
        assertThat(waiting()).isEmpty();
        assertThat(meters.get("letsrun.delivery.records")
                        .tag("outcome", "retry")
                        .counters())
                .allMatch(counter -> counter.count() == 0);
        assertThat(meters.get("letsrun.delivery.records")
                        .tag("outcome", "dead-lettered")
                        .counters())
                .allMatch(counter -> counter.count() == 0);
        assertThat(database.violations()).isEmpty();
    }

    /** Returns a user of another server whose run was sent before. */
    private static UUID someOf(Map<UUID, Instant> sentAt, Instant end) {
        return sentAt.entrySet().stream()
                .filter(sent -> sent.getValue().isBefore(end))
                .map(Map.Entry::getKey)
                .filter(user -> ThreeServers.serverOf(Bucket.ofUser(user)) != 0)
                .findFirst()
                .orElseThrow();
    }

    private static Map<UUID, Instant> storedAt() {
        return SERVERS
                .rows("SELECT user_id, (extract(epoch FROM updated_at) * 1000)::bigint FROM profile.runner_totals")
                .stream()
                .map(row -> row.split(" "))
                .collect(Collectors.toMap(
                        row -> UUID.fromString(row[0]), row -> Instant.ofEpochMilli(Long.parseLong(row[1]))));
    }

    /** Returns how long it took to store the run of each user who is not on the server that goes away, the longest last. */
    private static List<Duration> timesOfOthers(
            Map<UUID, Instant> sentAt, Map<UUID, Instant> storedAt, Predicate<Instant> counts) {
        List<Duration> times = sentAt.entrySet().stream()
                .filter(sent -> ThreeServers.serverOf(Bucket.ofUser(sent.getKey())) != 0)
                .filter(sent -> counts.test(sent.getValue()))
                .map(sent -> Duration.between(sent.getValue(), storedAt.get(sent.getKey())))
                .sorted()
                .toList();
        assertThat(times).hasSizeGreaterThan(FEW);
        return times;
    }

    private static Duration p99(List<Duration> times) {
        return times.get(times.size() * 99 / 100);
    }

    @AfterEach
    void bringBack() {
        IntStream.range(0, 3).mapToObj(SERVERS::get).forEach(Server::start);
        OWN.kafka().start();
    }

    @Test
    void sqlAndJavaAgreeOnTheBucketOfAUser() {
        users(3).forEach(user -> assertThat(SERVERS.rows(1, "SELECT profile.bucket_of('" + user + "')"))
                .containsExactly(Short.toString(Bucket.ofUser(user))));
    }

    private List<String> waiting() {
        return meters.find("letsrun.delivery.waiting").tag("topic", Topics.RUNS.name()).gauges().stream()
                .filter(gauge -> gauge.value() == 1)
                .map(DistributedStorageIT::partition)
                .toList();
    }

    private static String partition(Gauge gauge) {
        return gauge.getId().getTag("partition");
    }

    private static List<UUID> users(int ofEachBucket) {
        Random random = new Random();
        return IntStream.range(0, Bucket.COUNT * ofEachBucket)
                .mapToObj(n -> UserId.of(n % Bucket.COUNT, random.nextLong(), random.nextLong()))
                .toList();
    }

    private static RunRecorded run(UUID user, String client, long version) {
        return RunningConsumer.run(user, client, version, FIRST);
    }

    private static void send(Topic topic, List<? extends Event> events) {
        KafkaBinding binding = new KafkaBinding("/test");
        Sending.all(
                OWN.kafka().bootstrapServers(),
                events.stream()
                        .map(event -> binding.write(topic, event, Instant.now(), null))
                        .toList());
    }

    private static void awaitConsumed(Topic topic) {
        TopicEnds.awaitCommitted(OWN.kafka().bootstrapServers(), "profile-consumer", topic.name());
    }

    private WebTestClient.ResponseSpec get(UUID user, String path) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(15))
                .build()
                .get()
                .uri(path)
                .header("Authorization", "Bearer " + TOKENS.issue(user, Duration.ofMinutes(5)))
                .exchange();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Databases {

        @Bean
        ShardedDatabase connections() {
            return SERVERS.database();
        }

        /** In place of the one that takes the other's address. */
        @Bean
        ReadDatabase readDatabase(ConnectionFactory connections) {
            return new ReadDatabase(SERVERS.pool(0), DatabaseClient.create(connections));
        }
    }
}
