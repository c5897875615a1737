package io.letsrun.delivery.tracing;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Names of span attributes.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/kafka/">Semantic conventions for Kafka</a>
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/database/postgresql/">Semantic conventions for PostgreSQL</a>
 */
public final class SpanAttributes {

    public static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    public static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    public static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    public static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    public static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    public static final AttributeKey<String> GROUP = AttributeKey.stringKey("messaging.consumer.group.name");
    public static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    public static final AttributeKey<Long> BATCH_SIZE = AttributeKey.longKey("messaging.batch.message_count");

    public static final AttributeKey<String> DATABASE = AttributeKey.stringKey("db.system.name");
    public static final AttributeKey<String> STATEMENT = AttributeKey.stringKey("db.operation.name");
    public static final AttributeKey<String> COLLECTION = AttributeKey.stringKey("db.collection.name");

    public static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    /** {@code stored}, {@code retry} or {@code dead-lettered}; {@code outage} or {@code uncommitted} when the batch will come again. */
    public static final AttributeKey<String> VERDICT = AttributeKey.stringKey("letsrun.verdict");

    /** Why it is dead-lettered. */
    public static final AttributeKey<String> REASON = AttributeKey.stringKey("letsrun.failure.reason");

    /** How many sampled records of the batch got neither span nor link. */
    public static final AttributeKey<Long> LEFT_OUT = AttributeKey.longKey("letsrun.batch.left_out");

    /** How many statements it took to store the batch. */
    public static final AttributeKey<Long> STATEMENTS = AttributeKey.longKey("letsrun.batch.statements");

    private SpanAttributes() {}
}
