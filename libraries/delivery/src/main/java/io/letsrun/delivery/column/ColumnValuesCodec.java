package io.letsrun.delivery.column;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.message.Format;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Sends {@link ColumnValues} in binary. The driver's own arrays are text, which one side writes and the other parses. */
final class ColumnValuesCodec implements Codec<ColumnValues<?, ?>> {

    private static final int BYTES_OF_VALUE = 20;

    private final ByteBufAllocator buffers;

    ColumnValuesCodec(ByteBufAllocator buffers) {
        this.buffers = buffers;
    }

    @Override
    public boolean canEncode(Object value) {
        return value instanceof ColumnValues<?, ?>;
    }

    @Override
    public EncodedParameter encode(Object value) {
        return encode(value, ((ColumnValues<?, ?>) value).type().arrayOid());
    }

    @Override
    public EncodedParameter encode(Object value, int type) {
        ColumnValues<?, ?> column = (ColumnValues<?, ?>) value;
        return new EncodedParameter(Format.FORMAT_BINARY, type, Mono.fromSupplier(() -> written(column)));
    }

    private ByteBuf written(ColumnValues<?, ?> column) {
        ByteBuf buffer = buffers.buffer(BYTES_OF_VALUE * (column.rows().size() + 1));
        try {
            column.write(buffer);
            return buffer;
        } catch (RuntimeException e) {
            buffer.release();
            throw e;
        }
    }

    @Override
    public boolean canDecode(int type, Format format, Class<?> target) {
        return false;
    }

    @Override
    public @Nullable ColumnValues<?, ?> decode(
            @Nullable ByteBuf buffer, int type, Format format, Class<? extends ColumnValues<?, ?>> target) {
        throw new UnsupportedOperationException("columns are only sent");
    }

    @Override
    public boolean canEncodeNull(Class<?> type) {
        return false;
    }

    @Override
    public EncodedParameter encodeNull() {
        throw new UnsupportedOperationException("a column is never null");
    }
}
