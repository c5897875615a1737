package io.letsrun.console.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;

class UnreachableBrokersTest {

    /** The client's own default logs a thousand lines a second. */
    @Test
    void areReportedOnce() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Logger kafka = (Logger) LoggerFactory.getLogger("org.apache.kafka.clients");
        kafka.setLevel(Level.INFO);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        TrafficSampler sampler =
                new TrafficSampler(new KafkaAdmin(Map.of("bootstrap.servers", "localhost:1")), Clock.systemUTC());

        sampler.start();
        await().pollDelay(Duration.ofSeconds(3)).until(() -> sampler.history().awaySince() != null);
        sampler.stop();
        root.detachAppender(lines);

        List<ILoggingEvent> seen = List.copyOf(lines.list);
        assertThat(seen)
                .filteredOn(line -> line.getLoggerName().endsWith("AdminMetadataManager"))
                .hasSizeLessThan(60);
        assertThat(seen)
                .filteredOn(line -> line.getLoggerName().startsWith("io.letsrun"))
                .hasSize(1);
    }
}
