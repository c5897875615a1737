package io.letsrun.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.gateway.http.Endpoint;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description and the gateway say the same. */
@WithoutServers
class DescriptionTest {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern REFERENCE = Pattern.compile("\"#(/[^\"]+)\"");

    @Autowired
    private WebTestClient gateway;

    @Autowired
    private List<Endpoint> endpoints;

    @Test
    void describesEveryEndpointAndNoOther() {
        JsonNode paths = JsonMapper.shared().readTree(get("/v3/api-docs")).path("paths");

        Set<String> described = paths.properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toSet());

        assertThat(described)
                .isEqualTo(endpoints.stream()
                        .map(endpoint -> endpoint.route().method() + " "
                                + endpoint.route().path())
                        .collect(Collectors.toSet()));
    }

    @Test
    void refersToNothingThatIsMissing() {
        String text = get("/v3/api-docs");
        JsonNode document = JsonMapper.shared().readTree(text);

        assertThat(REFERENCE.matcher(text).results().map(reference -> reference.group(1)))
                .isNotEmpty()
                .allSatisfy(pointer -> assertThat(document.at(pointer).isMissingNode())
                        .as(pointer)
                        .isFalse());
    }

    @Test
    void linksOnlyWhatItServesItself() {
        for (String page : List.of("/", "/docs")) {
            List<String> links = LINK.matcher(get(page))
                    .results()
                    .map((MatchResult link) -> link.group(1))
                    .toList();
            assertThat(links).isNotEmpty().allMatch(link -> link.startsWith("/"));
            links.forEach(this::get);
        }
    }

    /** Pages may load what is their own; answers of the API nothing. */
    @Test
    void letsPagesLoadNothingFromElsewhere() {
        for (String path : List.of("/", "/docs", "/docs/start.js")) {
            gateway.get()
                    .uri(path)
                    .exchange()
                    .expectHeader()
                    .valueMatches("Content-Security-Policy", "default-src 'self';.*frame-ancestors 'none'")
                    .expectHeader()
                    .valueEquals("X-Content-Type-Options", "nosniff")
                    .expectHeader()
                    .valueEquals("X-Frame-Options", "DENY");
        }
        gateway.get()
                .uri("/v1/profile")
                .exchange()
                .expectHeader()
                .valueEquals("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    private String get(String path) {
        return Objects.requireNonNull(gateway.mutate()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 * 1024 * 1024))
                .build()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
