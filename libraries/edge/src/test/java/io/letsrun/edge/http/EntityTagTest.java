package io.letsrun.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class EntityTagTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\"",
                "W/\"a\"",
                "\"b\", \"a\"",
                "\"b\",W/\"a\" ,\"c\"",
                "*",
                " * ",
            })
    void knowsTheTag(String header) {
        assertThat(EntityTag.isKnown(headers(header), "\"a\"")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"b\"", "a", "W/a", "\"A\"", "''", "\"*\""})
    void doesNotKnowAnother(String header) {
        assertThat(EntityTag.isKnown(headers(header), "\"a\"")).isFalse();
    }

    @Test
    void looksAtEveryLine() {
        assertThat(EntityTag.isKnown(headers("\"b\"", "\"a\""), "\"a\"")).isTrue();
        assertThat(EntityTag.isKnown(headers("\"b\"", "*"), "\"a\"")).isTrue();
        assertThat(EntityTag.isKnown(new HttpHeaders(), "\"a\"")).isFalse();
    }

    @Test
    void comparesWeakly() {
        assertThat(EntityTag.isKnown(headers("\"a\""), "W/\"a\"")).isTrue();
    }

    private static HttpHeaders headers(String... lines) {
        HttpHeaders headers = new HttpHeaders();
        headers.put(HttpHeaders.IF_NONE_MATCH, List.of(lines));
        return headers;
    }
}
