package io.letsrun.delivery;

import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.event.Topic;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.delivery.batch.Subscription;
import io.letsrun.testing.Infrastructure;
import io.letsrun.testing.Kafka;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcRollbackException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** A service over a real broker, with a topic and a group of its own, two partitions, and a store that fails when told to. */
@Execution(ExecutionMode.CONCURRENT)
public abstract class RunningDelivery {

    public static final Duration PATIENCE = Duration.ofSeconds(30);

    protected final Topic topic = new Topic("delivery-" + UUID.randomUUID(), false);
    protected final String group = "group-" + UUID.randomUUID();
    protected final GroupTopics topics = new GroupTopics(topic, group);
    protected final Topic outcomes = new Topic(topic.name() + "-outcomes", true);

    protected final Set<Long> stored = new ConcurrentSkipListSet<>();
    protected final Set<Long> unstorable = new ConcurrentSkipListSet<>();

    /** How often each of these is to lose against another transaction. */
    protected final Map<Long, Integer> deadlocks = new ConcurrentHashMap<>();

    protected final AtomicReference<@Nullable Exception> outage = new AtomicReference<>();
    protected final AtomicInteger attempts = new AtomicInteger();
    /** The service's; null: the machine's. */
    protected @Nullable Clock clock;

    protected volatile Runnable beforeStoring = () -> {};

    protected final Broker broker;

    protected RunningDelivery() {
        this(Infrastructure.shared().kafka());
    }

    protected RunningDelivery(Kafka kafka) {
        this.broker = new Broker(kafka);
    }

    @AfterEach
    void endClient() {
        broker.close();
    }

    private Mono<Void> store(List<RunDeleted> events) {
        beforeStoring.run();
        attempts.incrementAndGet();
        Exception away = outage.get();
        if (away != null) {
            return Mono.error(away);
        }
        if (events.stream().anyMatch(event -> unstorable.contains(event.version()))) {
            return Mono.error(new R2dbcDataIntegrityViolationException("check", "23514"));
        }
        for (RunDeleted event : events) {
            if (deadlocks.containsKey(event.version())) {
                if (events.size() == 1) {
                    deadlocks.computeIfPresent(event.version(), (version, left) -> left == 1 ? null : left - 1);
                }
                return Mono.error(new R2dbcRollbackException("deadlock", "40P01"));
            }
        }
        events.forEach(event -> stored.add(event.version()));
        return Mono.empty();
    }

    public ConfigurableApplicationContext service(String... settings) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "spring.application.name",
                group,
                "spring.kafka.bootstrap-servers",
                kafka().bootstrapServers(),
                "letsrun.topics.partitions",
                2,
                "letsrun.delivery.retry-delays",
                "300ms,600ms",
                "letsrun.delivery.back-off-initial",
                "50ms",
                "letsrun.delivery.back-off-max",
                "200ms"));
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        SpringApplicationBuilder service = new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> {
                    var beans = context.getBeanFactory();
                    beans.registerSingleton(
                            "subscription", new Subscription<>(topic, List.of(RunDeleted.TYPE), this::store));
                    beans.registerSingleton("outcomes", outcomes);
                    beans.registerSingleton("registry", new SimpleMeterRegistry());
                    if (clock != null) {
                        beans.registerSingleton("wrongClock", clock);
                    }
                })
                .properties(properties);
        // Each start sets up the JVM's only logging system.
        synchronized (RunningDelivery.class) {
            return service.run();
        }
    }

    public Kafka kafka() {
        return broker.kafka();
    }

    public void send(int partition, long from, long to) {
        broker.send(LongStream.rangeClosed(from, to)
                .mapToObj(Records::sent)
                .map(sent -> new ProducerRecord<>(topic.name(), partition, sent.key(), sent.value(), sent.headers()))
                .toList());
    }

    public List<@Nullable Long> committed() {
        return broker.committed(group, topic, 2);
    }

    /** Returns the count of records with that outcome, over all topics. */
    public static double records(ConfigurableApplicationContext service, String outcome) {
        return count(service, "records", "outcome", outcome);
    }

    public static double count(ConfigurableApplicationContext service, String name, String tag, String value) {
        return service.getBean(MeterRegistry.class).find("letsrun.delivery." + name).tag(tag, value).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    public static double gauge(ConfigurableApplicationContext service, String name, Topic topic) {
        return service.getBean(MeterRegistry.class)
                .get("letsrun.delivery." + name)
                .tag("topic", topic.name())
                .gauge()
                .value();
    }

    public static Set<Long> numbers(long from, long to) {
        return new TreeSet<>(LongStream.rangeClosed(from, to).boxed().toList());
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({KafkaAutoConfiguration.class, DeliveryAutoConfiguration.class})
    public static class Service {}
}
