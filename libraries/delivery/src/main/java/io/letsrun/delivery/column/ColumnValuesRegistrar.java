package io.letsrun.delivery.column;

import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.codec.CodecRegistry;
import io.r2dbc.postgresql.extension.CodecRegistrar;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Lets every connection send {@link ColumnValues}. The driver finds it by {@link java.util.ServiceLoader}. */
public final class ColumnValuesRegistrar implements CodecRegistrar {

    @Override
    public Publisher<Void> register(PostgresqlConnection connection, ByteBufAllocator buffers, CodecRegistry codecs) {
        codecs.addFirst(new ColumnValuesCodec(buffers));
        return Mono.empty();
    }
}
