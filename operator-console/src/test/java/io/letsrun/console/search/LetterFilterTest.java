package io.letsrun.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LetterFilterTest {

    @Test
    void partsThatAreSetAreNamed() {
        assertThat(LetterFilter.words("{\"topic\":\"letsrun.runs\",\"text\":\"a\\u0000b\",\"group\":null}"))
                .isEqualTo("topic \"letsrun.runs\", text \"a␀b\"");
        assertThat(LetterFilter.words("{}")).isEqualTo("any filter");
    }
}
