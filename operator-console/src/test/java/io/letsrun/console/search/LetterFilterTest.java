package io.letsrun.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.search.LetterFilter.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class LetterFilterTest {

    @Test
    void partsThatAreSetAreNamed() {
        assertThat(LetterFilter.words("{\"topic\":\"letsrun.runs\",\"text\":\"a\\u0000b\",\"group\":null}"))
                .isEqualTo("topic \"letsrun.runs\", text \"a␀b\"");
        assertThat(LetterFilter.words("{}")).isEqualTo("any filter");
    }

    @Test
    void onlyTimesOfAFormGetAZone() {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        for (Part part : List.of(Part.TEXT, Part.FROM, Part.TO)) {
            form.add(part.code(), "2026-11-21T06:00");
        }

        assertThat(LetterFilter.ofForm(form).texts())
                .containsEntry(Part.TEXT, "2026-11-21T06:00")
                .containsEntry(Part.FROM, "2026-11-21T06:00:00Z")
                .containsEntry(Part.TO, "2026-11-21T06:00:00Z");
    }
}
