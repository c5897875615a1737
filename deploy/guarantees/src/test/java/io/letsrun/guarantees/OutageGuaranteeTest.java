package io.letsrun.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Promise 5: an outage is not a bad record; and promise 7: Redis is a cache. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageGuaranteeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private RunningSystem system;

    @BeforeAll
    void start() throws IOException {
        system = RunningSystem.shared();
    }

    @Test
    void nothingMovesWhilePostgresIsAwayAndAllIsStoredWhenItIsBack() throws Exception {
        long before = recordsOnTheWayBack();
        try (Traffic traffic = new Traffic(system, "outage")) {
            await().atMost(PATIENCE).until(() -> traffic.accepted() >= 200);

            system.stop("postgres");
            int then = traffic.accepted();
            await().atMost(PATIENCE).until(() -> traffic.accepted() >= then + 1000);
            Map<String, Map<String, Integer>> accepted = traffic.finish();
            system.restart("postgres");

            long runs = accepted.values().stream().mapToLong(Map::size).sum();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(stored("sum(runs) FROM profile.runner_totals", accepted.keySet()))
                            .isEqualTo(runs));
            assertThat(stored("count(*) FROM profile.run", accepted.keySet())).isEqualTo(runs);
            assertThat(recordsOnTheWayBack()).isEqualTo(before);
        }
    }

    @Test
    void withoutRedisTheDatabaseDecidesWhoGetsAnAddress() throws Exception {
        Phone first = new Phone(system.gateway(), "first");
        Phone second = new Phone(system.gateway(), "second");
        system.kill("redis");

        first.signUp("same@guarantee.example", "key-of-the-first-phone");
        system.kill("gateway-service"); // which would remember by itself who was first
        system.restart("gateway-service");
        second.signUp("Same@Guarantee.example", "key-of-the-second-phone");

        await().atMost(PATIENCE).until(() -> decided(first) && decided(second));
        assertThat(Set.of(status(first), status(second))).containsExactlyInAnyOrder("active", "rejected: email-taken");
        Set<String> both = Set.of(first.userId(), second.userId());
        assertThat(system.count("signup", "SELECT count(*) FROM signup.account WHERE " + isOf(both)))
                .isEqualTo(1);
        assertThat(system.count(
                        "signup", "SELECT count(*) FROM signup.account WHERE lower(email) = 'same@guarantee.example'"))
                .isEqualTo(1);
        assertThat(system.count("signup", "SELECT count(*) FROM signup.rejection WHERE " + isOf(both)))
                .isEqualTo(1);
        system.restart("redis");
    }

    private long stored(String what, Set<String> users) {
        return system.count("profile", "SELECT coalesce((SELECT " + what + " WHERE " + isOf(users) + "), 0)");
    }

    private static String isOf(Set<String> users) {
        return "user_id IN ('" + String.join("','", users) + "')";
    }

    private static boolean decided(Phone phone) {
        return !status(phone).equals("pending") && !status(phone).equals("unknown");
    }

    private static String status(Phone phone) {
        return phone.get("/v1/signups/" + phone.userId())
                .map(status -> status.get("status").asString()
                        + (status.has("reason") ? ": " + status.get("reason").asString() : ""))
                .orElse("unknown");
    }

    /** Records that were ever in a retry topic or a dead-letter topic. */
    private long recordsOnTheWayBack() throws Exception {
        try (Admin admin = Admin.create(
                Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, system.bootstrapServers()))) {
            List<String> topics = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.endsWith(".dlt") || topic.contains(".retry"))
                    .toList();
            assertThat(topics).contains("letsrun.runs.profile-consumer.dlt", "letsrun.signups.signup-service.retry");
            Map<TopicPartition, OffsetSpec> ends = admin.describeTopics(topics).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
                    .sum();
        }
    }
}
