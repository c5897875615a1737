package io.letsrun.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class InstantTextTest {

    private final InstantText texts = new InstantText();

    @Property
    void writesWhatInstantsWrite(@ForAll Instant one, @ForAll Instant other) {
        assertThat(texts.of(one)).isEqualTo(one.toString());
        assertThat(texts.of(one)).isEqualTo(one.toString());
        assertThat(texts.of(other)).isEqualTo(other.toString());
    }

    @Test
    void keepsThreadsApart() {
        assertThat(IntStream.range(0, 200_000).parallel().mapToObj(n -> Instant.ofEpochSecond(n % 3)))
                .allSatisfy(instant -> assertThat(texts.of(instant)).isEqualTo(instant.toString()));
    }
}
