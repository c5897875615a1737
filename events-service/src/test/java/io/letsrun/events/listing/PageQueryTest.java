package io.letsrun.events.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.edge.problem.FieldError;
import io.letsrun.edge.problem.Refused;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class PageQueryTest {

    private static final PageQuery FIRST =
            new PageQuery(50, 0, null, EventSort.LISTED, "", "", List.of("id", "name", "userId", "details"));

    static PageQuery read(@Nullable String rawQuery) {
        URI uri = URI.create("/v1/users/u/events" + (rawQuery == null ? "" : "?" + rawQuery));
        return PageQuery.read(
                MockServerHttpRequest.method(HttpMethod.GET, uri).build().getQueryParams());
    }

    @Test
    void withoutAQueryItIsTheFirstPage() {
        assertThat(read(null)).isEqualTo(FIRST);
        assertThat(read("")).isEqualTo(FIRST);
    }

    @Test
    void readsEverything() {
        assertThat(read("limit=7&offset=14&sort=-name&filter=name:Morning%20RUN&fields=name,id&utm=x"))
                .isEqualTo(new PageQuery(
                        7, 14, null, EventSort.NAME_DOWN, "Morning RUN", "morning run", List.of("id", "name")));
    }

    @Test
    void aCursorLeadsToTheNextPageOfTheSameOrder() {
        PageQuery query = read("limit=7&offset=14&sort=name");
        String cursor = query.cursor(query.key("e", "Parkrun"), 21);

        assertThat(read("limit=7&sort=name&cursor=" + cursor).after())
                .isEqualTo(new PagePosition(PagePosition.order(EventSort.NAME, ""), 21, "e", "parkrun"));
        assertThat(errors("limit=7&sort=id&cursor=" + cursor))
                .containsExactly(new FieldError(
                        "/cursor", "malformed", "must be one that this service gave out for this sort and filter"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0               | limit",
                "limit=201             | limit",
                "limit=x               | limit",
                "limit=                | limit",
                "limit                 | limit",
                "offset=-1             | offset",
                "offset=2147483647     | offset",
                "offset=1&cursor=MToxOjA | cursor",
                "cursor=x              | cursor",
                "cursor=%00            | cursor",
                "fields=id,email       | fields",
                "fields=               | fields",
                "sort=userId           | sort",
                "sort=                 | sort",
                "filter=run            | filter",
                "filter=name:          | filter",
                "filter=details:x      | filter",
            })
    void refusesWhatBreaksARule(String query, String parameter) {
        assertThat(errors(query)).extracting(FieldError::pointer).contains("/" + parameter);
    }

    @Test
    void namesAllThatIsWrong() {
        assertThat(errors("limit=0&sort=x&fields=y&filter=z&offset=-1"))
                .extracting(FieldError::pointer)
                .containsExactlyInAnyOrder("/limit", "/sort", "/fields", "/filter", "/offset");
    }

    private static List<FieldError> errors(String query) {
        try {
            throw new AssertionError("accepted: " + read(query));
        } catch (Refused refusal) {
            assertThat(refusal.problem().kind().status()).isEqualTo(422);
            return refusal.problem().errors();
        }
    }
}
