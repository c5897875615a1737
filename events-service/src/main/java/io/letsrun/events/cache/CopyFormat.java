package io.letsrun.events.cache;

import io.letsrun.events.cache.CacheProperties.Lifetime;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Copies as Redis has them: JSON with a version. Whatever else is found there is no copy. */
final class CopyFormat<T> {

    private static final int VERSION = 2;
    private static final long MAX_SKEW = 60_000; // between the clocks of two instances, in milliseconds
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final BiPredicate<String, T> fits;
    private final long maxBytes;

    /** @param fits whether the value is the one of that id, and whole: what another program wrote may be neither */
    CopyFormat(TypeReference<Written<T>> type, BiPredicate<String, T> fits, long maxBytes) {
        this.reader = JSON.readerFor(type);
        this.writer = JSON.writerFor(type);
        this.fits = fits;
        this.maxBytes = maxBytes;
    }

    /** Returns the copy in bytes; null when it is too large to be kept. */
    byte @Nullable [] write(String id, Lookup.Copy<T> copy) {
        byte[] bytes = writer.writeValueAsBytes(new Written<>(VERSION, id, copy.at(), copy.value()));
        return bytes.length <= maxBytes ? bytes : null;
    }

    /** Returns the copy that the bytes hold; null when they hold none. Its times follow from ours, not from the writer's. */
    Lookup.@Nullable Copy<T> read(String id, byte[] bytes, Lifetime lifetime, long now) {
        if (bytes.length > maxBytes) {
            return null;
        }
        try {
            Written<T> written = reader.readValue(bytes);
            return written != null && isOurs(written, id, now)
                    ? lifetime.copy(written.value(), Math.min(written.at(), now))
                    : null;
        } catch (JacksonException unused) {
            return null;
        }
    }

    private boolean isOurs(Written<T> written, String id, long now) {
        return written.v() == VERSION
                && id.equals(written.id())
                && written.at() > 0
                && written.at() < now + MAX_SKEW
                && (written.value() == null || fits.test(id, written.value()));
    }

    /**
     * A copy in Redis.
     *
     * @param v the format's version
     * @param id of the thing, which is not the key's for whoever mixes them up
     * @param at when the upstream said so, in milliseconds since the epoch
     * @param value null when it said that there is no such thing
     */
    record Written<T>(int v, String id, long at, @Nullable T value) {}
}
