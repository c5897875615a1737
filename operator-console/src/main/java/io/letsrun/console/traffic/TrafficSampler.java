package io.letsrun.console.traffic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Measures on a thread of its own, with one client, at a steady pace; brokers that are away cost nothing but a gap. */
@Component
public final class TrafficSampler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TrafficSampler.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    /** For five minutes. */
    private static final int MOST_SAMPLES = 150;

    /** How long the brokers may take for one answer before they count as away. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Map<String, Object> client;
    private final Clock clock;
    private volatile History history = History.EMPTY;
    private volatile @Nullable Thread thread;

    TrafficSampler(KafkaAdmin kafka, Clock clock) {
        this.client = new HashMap<>(kafka.getConfigurationProperties());
        int patience = (int) PATIENCE.toMillis();
        this.client.put(AdminClientConfig.CLIENT_ID_CONFIG, "overview");
        this.client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
        this.client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
        // While no broker can be reached, the default (rebootstrap) spins without a pause and logs each turn.
        this.client.put(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        this.clock = clock;
    }

    History history() {
        return history;
    }

    /** Never waits: the last measurement may be some seconds old. */
    public Traffic now() {
        return history.traffic();
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("overview").daemon().start(this::watch);
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                measureWithOneClient();
                Thread.sleep(EVERY); // Only when no client could be made.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void measureWithOneClient() throws InterruptedException {
        try (Admin admin = Admin.create(client)) {
            Brokers brokers = new Brokers(admin, PATIENCE, clock);
            while (!Thread.currentThread().isInterrupted()) {
                Instant began = clock.instant();
                measure(brokers);
                Duration rest = EVERY.minus(Duration.between(began, clock.instant()));
                Thread.sleep(rest.isPositive() ? rest : Duration.ZERO);
            }
        } catch (KafkaException e) {
            away(e); // A host name that does not resolve yet makes the constructor fail.
        }
    }

    private void measure(Brokers brokers) throws InterruptedException {
        try {
            Sample sample = brokers.measure();
            if (history.awaySince() != null) {
                log.info("The brokers answer again");
            }
            history = history.plus(sample, MOST_SAMPLES);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            brokers.forget();
            away(e);
        }
    }

    private void away(Exception cause) {
        if (history.awaySince() == null) {
            log.atWarn().setCause(cause).log("The brokers do not answer; the overview shows no new numbers");
        }
        history = history.away(clock.instant());
    }

    @Override
    public void stop() {
        Thread watching = thread;
        if (watching != null) {
            watching.interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /**
     * The last measurements, oldest first. Immutable, so that pages read it while the next one is made.
     *
     * @param awaySince since when the brokers do not answer; null while they do
     */
    record History(List<Sample> samples, @Nullable Instant awaySince) {

        static final History EMPTY = new History(List.of(), null);

        History plus(Sample sample, int most) {
            return new History(
                    Stream.concat(samples.stream().skip(Math.max(0, samples.size() + 1 - most)), Stream.of(sample))
                            .toList(),
                    null);
        }

        History away(Instant now) {
            return new History(samples, awaySince == null ? now : awaySince);
        }

        Traffic traffic() {
            return Traffic.of(samples, awaySince);
        }
    }
}
