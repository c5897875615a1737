package io.letsrun.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FilterWordsTest {

    @Test
    void partsThatAreSetAreNamed() {
        assertThat(FilterWords.of("{\"topic\":\"letsrun.runs\",\"text\":\"a\\u0000b\",\"group\":null}"))
                .isEqualTo("topic \"letsrun.runs\", text \"a␀b\"");
        assertThat(FilterWords.of("{}")).isEqualTo("any filter");
    }
}
