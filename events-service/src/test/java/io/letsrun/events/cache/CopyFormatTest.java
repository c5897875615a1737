package io.letsrun.events.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.events.cache.CacheProperties.Lifetime;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.upstream.UpstreamUser;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;

class CopyFormatTest {

    private static final long NOW = 1_000_000;
    private static final Lifetime LIFETIME = new Lifetime(30_000, 60_000, 5_000);

    private final CopyFormat<UpstreamUser> format =
            new CopyFormat<>(new TypeReference<>() {}, (id, user) -> id.equals(user.id()), 1_000);

    @Test
    void readsWhatItWrote() {
        Copy<UpstreamUser> copy = LIFETIME.copy(new UpstreamUser("u", "Ada", List.of("a", "b"), List.of("7")), NOW);

        assertThat(format.read("u", Objects.requireNonNull(format.write("u", copy)), LIFETIME, NOW + 10))
                .isEqualTo(copy);
    }

    @Test
    void readsThatThereIsNothing() {
        Copy<UpstreamUser> none = LIFETIME.copy(null, NOW);

        assertThat(format.read("u", Objects.requireNonNull(format.write("u", none)), LIFETIME, NOW))
                .isEqualTo(none);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "null",
                "[]",
                "{}",
                "{\"v\":9,\"id\":\"u\",\"at\":999999,\"value\":{\"id\":\"u\",\"userName\":\"Ada\",\"events\":[],\"unreadable\":[]}}",
                "{\"v\":2,\"id\":\"v\",\"at\":999999,\"value\":{\"id\":\"u\",\"userName\":\"Ada\",\"events\":[],\"unreadable\":[]}}",
                "{\"v\":2,\"id\":\"u\",\"at\":999999,\"value\":{\"id\":\"v\",\"userName\":\"Ada\",\"events\":[],\"unreadable\":[]}}",
                "{\"v\":2,\"id\":\"u\",\"at\":0,\"value\":{\"id\":\"u\",\"userName\":\"Ada\",\"events\":[],\"unreadable\":[]}}",
                "{\"v\":2,\"id\":\"u\",\"at\":9999999999,\"value\":{\"id\":\"u\",\"userName\":\"Ada\",\"events\":[],\"unreadable\":[]}}",
                "{\"v\":2,\"id\":\"u\",\"at\":999999,\"value\":{\"id\":\"u\",\"userName\":\"Ada\"}}",
                "{\"v\":2,\"id\":\"u\",\"at\":999999,\"value\":{\"id\":\"u\",\"userName\":\"Ada\",\"events\":[null],\"unreadable\":[]}}",
                "{\"v\":2,\"id\":\"u\",\"at\":999999,\"value\":7}",
                "{\"v\":2,\"id\":\"u\",\"at\":999999,\"value\":{\"id\":\"u\",\"userName\":\"Ada\",\"ev"
            })
    void garbageIsNoCopy(String garbage) {
        assertThat(format.read("u", garbage.getBytes(UTF_8), LIFETIME, NOW)).isNull();
    }

    @Test
    void whatIsTooLargeIsNeitherWrittenNorRead() {
        Copy<UpstreamUser> large = LIFETIME.copy(new UpstreamUser("u", "A".repeat(1_000), List.of(), List.of()), NOW);
        CopyFormat<UpstreamUser> wide = new CopyFormat<>(new TypeReference<>() {}, (id, user) -> true, 10_000);

        assertThat(format.write("u", large)).isNull();
        assertThat(format.read("u", Objects.requireNonNull(wide.write("u", large)), LIFETIME, NOW))
                .isNull();
    }

    @Test
    void aWriterWhoseClockIsAheadMakesNothingFresherThanNow() {
        Copy<UpstreamUser> ahead = LIFETIME.copy(new UpstreamUser("u", "Ada", List.of(), List.of()), NOW + 30_000);

        assertThat(format.read("u", Objects.requireNonNull(format.write("u", ahead)), LIFETIME, NOW))
                .extracting(Copy::at)
                .isEqualTo(NOW);
    }
}
