package io.letsrun.console.web;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.event.EventHeaders;
import io.letsrun.testing.FreshTopics;
import io.letsrun.testing.Sending;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

/** Makes the picture of the overview that the README shows: five minutes of a morning, played to a console in a browser. */
class ConsoleScreenshot extends InBrowser {

    private static final String RUNS = "letsrun.runs";
    private static final String SIGNUPS = "letsrun.signups";
    private static final String OUTCOMES = "letsrun.signup-outcomes";
    private static final int SECONDS = Integer.getInteger("screenshot.seconds", 290);

    private final String servers = SERVERS.kafka().bootstrapServers();
    private final Map<String, Long> written = new HashMap<>();

    ConsoleScreenshot(@LocalServerPort int port, @Autowired DatabaseClient database) {
        super(port, database);
    }

    @Test
    void overview() throws ExecutionException, InterruptedException {
        FreshTopics.create(
                servers, 1, RUNS, SIGNUPS, OUTCOMES, RUNS + ".profile-consumer.dlt", SIGNUPS + ".signup-service.dlt");
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
            for (int second = 0; second < SECONDS; second++) {
                double burst = second < 90 ? 0.15 : second < 210 ? 1 : 0.4;
                work(admin, SIGNUPS, "signup-service", Math.round(120 * burst + 7 * Math.sin(second)), 0);
                work(admin, OUTCOMES, "profile-consumer", Math.round(118 * burst + 5 * Math.cos(second)), 0);
                long lag =
                        second < 90 ? 0 : second < 210 ? (second - 90) * 9L : Math.max(0, 1_080 - (second - 210) * 16L);
                work(admin, RUNS, "profile-consumer", Math.round(260 * burst + 11 * Math.sin(second / 3.0)), lag);
                if (second >= 100 && second % 12 == 0) {
                    dies(
                            RUNS,
                            "profile-consumer",
                            "java.lang.IllegalArgumentException",
                            "elapsedSeconds must be 1 to 604800: 0");
                }
                if (second == 150 || second == 171 || second == 180) {
                    dies(
                            SIGNUPS,
                            "signup-service",
                            "io.letsrun.contracts.event.UndecodableEvent",
                            "not the JSON of letsrun.signup-requested.v1: unexpected end of input");
                }
                if (second == 140 || second == 160) {
                    dies(RUNS, "profile-consumer", "io.letsrun.contracts.event.UndecodableEvent", "unknown event type");
                }
                Thread.sleep(1_000);
            }
        }
        Page window = window(ColorScheme.LIGHT, 1360);
        logIn(window, OPERATOR);
        window.waitForTimeout(2_500);
        picture(window, "console");
    }

    private void work(Admin admin, String topic, String group, long records, long lag)
            throws ExecutionException, InterruptedException {
        List<ProducerRecord<byte[], byte[]>> fresh = new ArrayList<>();
        for (long i = 0; i < records; i++) {
            fresh.add(new ProducerRecord<>(topic, 0, new byte[0], new byte[0]));
        }
        Sending.all(servers, fresh);
        long end = written.merge(topic, records, Long::sum);
        admin.alterConsumerGroupOffsets(
                        group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(Math.max(0, end - lag))))
                .all()
                .get();
    }

    private void dies(String topic, String group, String exception, String message) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic + "." + group + ".dlt", null, new byte[0], bytes("{}"));
        Map.of(
                        EventHeaders.ID,
                        UUID.randomUUID().toString(),
                        FailureHeaders.ORIGINAL_TOPIC,
                        topic,
                        FailureHeaders.ORIGINAL_PARTITION,
                        "0",
                        FailureHeaders.ORIGINAL_OFFSET,
                        Long.toString(written.getOrDefault(topic, 0L)),
                        FailureHeaders.GROUP,
                        group,
                        FailureHeaders.EXCEPTION_CLASS,
                        exception,
                        FailureHeaders.EXCEPTION_MESSAGE,
                        message,
                        FailureHeaders.LAST_FAILURE,
                        Instant.now().toString(),
                        FailureHeaders.SERVICE_VERSION,
                        "0.1.0")
                .forEach((name, text) -> record.headers().add(name, bytes(text)));
        Sending.all(servers, List.of(record));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
