package io.letsrun.delivery.fetch;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/**
 * Makes consumers that read what is committed, and whose memory does not depend on what a record unpacks to: a record that is too
 * large comes as an {@link OversizedRecord}.
 *
 * <p>Kafka's consumer unpacks each record into a buffer of its size before anybody can look at it, and has no setting for that. So
 * the answers of the brokers are looked at between the network and the consumer. There is no public way to get there: three private
 * fields of the client are followed. A client that has them no longer fails when it is made, and with it each test that consumes.
 */
public final class BoundedConsumerFactory extends DefaultKafkaConsumerFactory<byte[], byte[]> {

    private final FetchLimits limits;

    /** @param settings of the consumers, but for the isolation level */
    public BoundedConsumerFactory(Map<String, Object> settings) {
        this(settings, FetchLimits.DEFAULT);
    }

    BoundedConsumerFactory(Map<String, Object> settings, FetchLimits limits) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.limits = limits;
        updateConfigs(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString()));
    }

    @Override
    protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> settings) {
        Consumer<byte[], byte[]> consumer = super.createRawConsumer(settings);
        try {
            Object delegate = field(KafkaConsumer.class, "delegate").get(consumer);
            Object network = field(delegate.getClass(), "client").get(delegate);
            Field client = field(network.getClass(), "client");
            client.set(network, limiting((KafkaClient) client.get(network)));
            return consumer;
        } catch (ReflectiveOperationException | RuntimeException e) {
            consumer.close();
            throw new IllegalStateException("this version of kafka-clients has no place to look at fetched records", e);
        }
    }

    private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private KafkaClient limiting(KafkaClient client) {
        FetchLimiter limiter = new FetchLimiter(limits);
        return (KafkaClient) Proxy.newProxyInstance(
                KafkaClient.class.getClassLoader(),
                new Class<?>[] {KafkaClient.class},
                (proxy, method, arguments) -> invoke(client, method, arguments, limiter));
    }

    private static Object invoke(KafkaClient client, Method method, Object[] arguments, FetchLimiter limiter)
            throws Throwable {
        boolean fetches = method.getName().equals("send")
                && arguments[0] instanceof ClientRequest request
                && request.apiKey() == ApiKeys.FETCH;
        if (fetches) {
            arguments[0] = limited((ClientRequest) arguments[0], limiter);
        }
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static ClientRequest limited(ClientRequest request, FetchLimiter limiter) {
        RequestCompletionHandler consumer = request.callback();
        return new ClientRequest(
                request.destination(),
                request.requestBuilder(),
                request.correlationId(),
                clientId(request),
                request.createdTimeMs(),
                request.expectResponse(),
                request.requestTimeoutMs(),
                answer -> {
                    if (answer.responseBody() instanceof FetchResponse fetched) {
                        limiter.limit(fetched.data());
                    }
                    consumer.onComplete(answer);
                });
    }

    private static String clientId(ClientRequest request) {
        return request.makeHeader(request.requestBuilder().latestAllowedVersion())
                .clientId();
    }
}
