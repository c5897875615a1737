package io.letsrun.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FilterFormTest {

    @Test
    void partsThatAreSetAreNamed() {
        assertThat(FilterForm.words("{\"topic\":\"letsrun.runs\",\"text\":\"a\\u0000b\",\"group\":null}"))
                .isEqualTo("topic \"letsrun.runs\", text \"a␀b\"");
        assertThat(FilterForm.words("{}")).isEqualTo("any filter");
    }
}
