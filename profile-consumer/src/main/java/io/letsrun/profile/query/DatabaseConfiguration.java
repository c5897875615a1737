package io.letsrun.profile.query;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import org.springframework.boot.r2dbc.ConnectionFactoryBuilder;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.netty.resources.LoopResources;

/** Storing and reading have connections and event loops of their own: those that store run at the lowest priority. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final int STORING_LOOPS = 2;
    private static final int READING_CONNECTIONS = 4; // as many as there are statements at the same time
    private static final Duration ACQUIRE_TIME = Duration.ofSeconds(2);
    private static final Duration LIFE_TIME = Duration.ofMinutes(30);

    @Bean(destroyMethod = "dispose")
    LoopResources storingLoops() {
        LoopResources loops = LoopResources.create("storing", STORING_LOOPS, true);
        loops.onClient(LoopResources.DEFAULT_NATIVE)
                .forEach(loop -> loop.execute(() -> Thread.currentThread().setPriority(Thread.MIN_PRIORITY)));
        return loops;
    }

    @Bean
    ConnectionFactoryOptionsBuilderCustomizer storing(LoopResources storingLoops) {
        return options -> options.option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, storingLoops);
    }

    /** The pool is no bean: Boot makes the one for storing only while there is no other. */
    @Bean
    ReadDatabase readDatabase(ConnectionFactory storing, ReactorResourceFactory sockets) {
        ConnectionFactoryOptions options = ConnectionFactoryBuilder.derivedFrom(storing)
                .configure(reading -> reading.option(ConnectionFactoryOptions.DRIVER, "postgresql")
                        .option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, sockets.getLoopResources()))
                .buildOptions();
        ConnectionPool connections =
                new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(options))
                        .name("reading")
                        .initialSize(0)
                        .maxSize(READING_CONNECTIONS)
                        .acquireRetry(READING_CONNECTIONS) // after a restart each is found dead once
                        .maxAcquireTime(ACQUIRE_TIME)
                        .maxCreateConnectionTime(ACQUIRE_TIME)
                        .maxLifeTime(LIFE_TIME)
                        .build());
        return new ReadDatabase(connections, DatabaseClient.create(connections));
    }
}
