package io.letsrun.profile.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.letsrun.edge.problem.Refused;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RunCursorTest {

    @Property
    void isReadAsItWasGivenOut(@ForAll long most, @ForAll long least) {
        RunCursor cursor = new RunCursor(new UUID(most, least));

        assertThat(RunCursor.parse(cursor.text())).isEqualTo(cursor);
    }

    @Property
    void refusesEveryOtherTextWithoutFailing(@ForAll String text) {
        try {
            assertThat(RunCursor.parse(text)).isNotNull();
        } catch (Refused expected) {
            assertThat(expected).hasMessage("/cursor must be one that this service gave out");
        }
    }

    @Example
    void refusesOneThatIsTooLong() {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> RunCursor.parse("A".repeat(24)));
    }
}
