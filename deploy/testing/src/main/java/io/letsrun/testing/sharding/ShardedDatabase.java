package io.letsrun.testing.sharding;

import io.letsrun.contracts.bucket.Bucket;
import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Several databases that are used as one: each statement goes to the server of its bucket, which must be its first parameter. It can do
 * less than a distributed database: a statement about users of another bucket, and a transaction that reaches a second server, fail.
 * Statements that name no table of the service's schema, such as those that open a partition, run on all servers.
 */
public final class ShardedDatabase implements ConnectionFactory {

    private static final Pattern TABLE =
            Pattern.compile("\\b(FROM|JOIN|INTO|UPDATE|USING)\\s+(signup|profile)\\.(?!open_month)");

    private final List<? extends ConnectionFactory> servers;
    private final IntUnaryOperator serverOfBucket;
    private final Queue<String> statements = new ConcurrentLinkedQueue<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    /** @param serverOfBucket returns the index of the bucket's server */
    public ShardedDatabase(List<? extends ConnectionFactory> servers, IntUnaryOperator serverOfBucket) {
        this.servers = List.copyOf(servers);
        this.serverOfBucket = serverOfBucket;
    }

    /** Returns the statements on tables that have run, each once. */
    public List<String> statements() {
        return statements.stream().distinct().toList();
    }

    /** Returns what a distributed database would have had to do on more than one server, in words. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.fromSupplier(Session::new);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return servers.getFirst().getMetadata(); // PostgreSQL's, whose parameters are $1, $2, ...
    }

    private AssertionError violation(String what, String sql) {
        violations.add(what + ": " + sql);
        return new AssertionError(what + ": " + sql);
    }

    /** A connection that is opened when it is known to which server. */
    private final class Session implements Connection {

        private @Nullable Connection open;
        private int server = -1;
        private boolean begun;

        private Mono<Connection> at(int wanted, String sql) {
            if (server >= 0 && server != wanted) {
                return Mono.error(violation("a transaction reaches two servers", sql));
            }
            server = wanted;
            Connection known = open;
            return known == null ? Mono.from(servers.get(wanted).create()).flatMap(this::begin) : Mono.just(known);
        }

        private Mono<Connection> begin(Connection fresh) {
            open = fresh;
            return begun ? Mono.from(fresh.beginTransaction()).thenReturn(fresh) : Mono.just(fresh);
        }

        @Override
        public Publisher<Void> beginTransaction() {
            return Mono.fromRunnable(() -> begun = true);
        }

        @Override
        public Publisher<Void> beginTransaction(TransactionDefinition unused) {
            return beginTransaction();
        }

        @Override
        public Publisher<Void> commitTransaction() {
            return end(open == null ? Mono.empty() : open.commitTransaction());
        }

        @Override
        public Publisher<Void> rollbackTransaction() {
            return end(open == null ? Mono.empty() : open.rollbackTransaction());
        }

        private Publisher<Void> end(Publisher<Void> transaction) {
            return Mono.from(transaction).doFinally(signal -> begun = false);
        }

        @Override
        public Publisher<Void> close() {
            Connection known = open;
            open = null;
            server = -1;
            return known == null ? Mono.empty() : known.close();
        }

        @Override
        public Statement createStatement(String sql) {
            return new Routed(this, sql);
        }

        @Override
        public boolean isAutoCommit() {
            return !begun;
        }

        @Override
        public Publisher<Void> setAutoCommit(boolean unused) {
            return Mono.empty();
        }

        @Override
        public Publisher<Boolean> validate(ValidationDepth unused) {
            return Mono.just(true);
        }

        @Override
        public IsolationLevel getTransactionIsolationLevel() {
            return IsolationLevel.READ_COMMITTED;
        }

        @Override
        public ConnectionMetadata getMetadata() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Batch createBatch() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Publisher<Void> createSavepoint(String unused) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Publisher<Void> releaseSavepoint(String unused) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Publisher<Void> rollbackTransactionToSavepoint(String unused) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Publisher<Void> setLockWaitTimeout(Duration unused) {
            return Mono.empty();
        }

        @Override
        public Publisher<Void> setStatementTimeout(Duration unused) {
            return Mono.empty();
        }

        @Override
        public Publisher<Void> setTransactionIsolationLevel(IsolationLevel unused) {
            return Mono.empty();
        }
    }

    /** A statement that is made on its server when all its parameters are known. */
    private final class Routed implements Statement {

        private final Session session;
        private final String sql;
        private final Map<Integer, Object> values = new TreeMap<>();
        private final Map<Integer, Class<?>> nulls = new TreeMap<>();

        Routed(Session session, String sql) {
            this.session = session;
            this.sql = sql;
        }

        @Override
        public Publisher<? extends Result> execute() {
            return Flux.defer(() -> TABLE.matcher(sql).find() ? atBucket() : everywhere());
        }

        private Flux<Result> atBucket() {
            statements.add(sql);
            if (!(value(0) instanceof Short bucket)) {
                return Flux.error(violation("the first parameter is no bucket", sql));
            }
            for (Object value : second()) {
                if (value instanceof UUID user && Bucket.ofUser(user) != bucket) {
                    return Flux.error(violation("a user of bucket " + Bucket.ofUser(user) + " beside " + bucket, sql));
                }
            }
            return session.at(serverOfBucket.applyAsInt(bucket), sql).flatMapMany(this::executed);
        }

        /** The second parameter is the user, or all users, where there is one. */
        private Iterable<?> second() {
            return switch (value(1)) {
                case UUID one -> List.of(one);
                case Iterable<?> all -> all;
                case null, default -> List.of();
            };
        }

        /** Spring binds values within parameters. */
        private @Nullable Object value(int index) {
            Object bound = values.get(index);
            return bound instanceof Parameter parameter ? parameter.getValue() : bound;
        }

        private Flux<Result> everywhere() {
            return Flux.fromIterable(servers)
                    .concatMap(server -> Flux.usingWhen(
                            Mono.from(server.create()),
                            connection -> executed(connection).concatMap(result -> result.map(row -> 1)),
                            Connection::close))
                    .thenMany(Flux.empty());
        }

        private Flux<Result> executed(Connection connection) {
            Statement statement = connection.createStatement(sql);
            values.forEach(statement::bind);
            nulls.forEach(statement::bindNull);
            return Flux.from(statement.execute());
        }

        @Override
        public Statement bind(int index, Object value) {
            values.put(index, value);
            return this;
        }

        @Override
        public Statement bindNull(int index, Class<?> type) {
            nulls.put(index, type);
            return this;
        }

        @Override
        public Statement bind(String name, Object value) {
            return bind(index(name), value);
        }

        @Override
        public Statement bindNull(String name, Class<?> type) {
            return bindNull(index(name), type);
        }

        /** {@code $1} is the first. */
        private static int index(String name) {
            return Integer.parseInt(name.substring(1)) - 1;
        }

        @Override
        public Statement add() {
            throw new UnsupportedOperationException();
        }
    }
}
