package io.letsrun.delivery.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/** Reads the records of a batch as they are unpacked, and counts the bytes. Holds no more than one buffer of them. */
final class UnpackedStream extends InputStream {

    /** What a buffer should have. */
    static final int BUFFER = 16 * 1024;

    private final InputStream source;
    private final byte[] buffer;
    private int position;
    private int limit;
    private long passed;

    UnpackedStream(InputStream source, byte[] buffer) {
        this.source = source;
        this.buffer = buffer;
    }

    /** Returns how many bytes have been read or skipped. */
    long position() {
        return passed + position;
    }

    int varint() throws IOException {
        return ByteUtils.readVarint(this);
    }

    void skipVarlong() throws IOException {
        ByteUtils.readVarlong(this);
    }

    @Override
    public int read() throws IOException {
        return position == limit && !fill() ? -1 : buffer[position++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (position == limit && !fill()) {
            return -1;
        }
        int read = Math.min(length, limit - position);
        System.arraycopy(buffer, position, into, offset, read);
        position += read;
        return read;
    }

    /** Passes over so many bytes, and tells the digest of them. */
    void pass(long bytes, @Nullable MessageDigest digest) throws IOException {
        long left = bytes;
        while (left > 0) {
            if (position == limit && !fill()) {
                throw new EOFException(left + " bytes are missing");
            }
            int step = (int) Math.min(left, limit - position);
            if (digest != null) {
                digest.update(buffer, position, step);
            }
            position += step;
            left -= step;
        }
    }

    private boolean fill() throws IOException {
        passed += limit;
        position = 0;
        limit = Math.max(0, source.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
