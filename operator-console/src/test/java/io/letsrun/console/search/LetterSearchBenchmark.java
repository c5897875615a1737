package io.letsrun.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.RunningConsole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long each list, search and group takes at 1,000,000 letters, through the API and as a page for a browser, one request
 * after the other. Run by hand:
 *
 * <pre>mvn verify -pl operator-console -am -Dtest=None -Dit.test=LetterSearchBenchmark \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false</pre>
 */
class LetterSearchBenchmark extends RunningConsole {

    private static final int LETTERS = 1_000_000;
    private static final int CHUNK = 100_000;
    private static final int WARM_UP = 10;
    private static final int TIMES = 50;
    private static final String API = "application/json";
    private static final String PAGE = "text/html";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    LetterSearchBenchmark(@LocalServerPort int port, @Autowired DatabaseClient database) {
        super(port, database);
        this.base = "http://localhost:" + port;
    }

    @Test
    void everyPageTakesLessThanAFifthOfASecond() throws Exception {
        new MillionLetters(SERVERS).load(LETTERS, CHUNK);
        String middle = cursorAfter("/letters?limit=200&to=2026-03-20T00:00:00Z");
        String user = "00000000-0000-7000-8000-000000000777";
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("newest", "/letters");
        pages.put("newest, limit 200", "/letters?limit=200");
        pages.put("page in the middle", "/letters?cursor=" + middle);
        pages.put("topic", "/letters?topic=letsrun.runs");
        pages.put("topic, in the middle", "/letters?topic=letsrun.runs&cursor=" + middle);
        pages.put("topic unknown", "/letters?topic=letsrun.nothing");
        pages.put("group", "/letters?group=profile-consumer");
        pages.put("exception, common", "/letters?exception=java.lang.Exception3");
        pages.put("exception, 5 old letters", "/letters?exception=java.lang.Rare");
        pages.put("state open (1,500 piles)", "/letters?state=open");
        pages.put("state sending, 3 old letters", "/letters?state=sending");
        pages.put("topic and state", "/letters?topic=letsrun.signups&state=discarded");
        pages.put("cause", "/letters?cause=" + fingerprint("java.lang.Exception3"));
        pages.put("user", "/letters?user=" + user);
        pages.put("user and text", "/letters?text=range&user=" + user);
        pages.put("time", "/letters?from=2026-03-10T06:00:00Z&to=2026-03-10T06:01:00Z");
        pages.put(
                "time, state, text none",
                "/letters?from=2026-03-10T00:00:00Z&to=2026-03-12T00:00:00Z&state=open&text=nowhere");
        pages.put("text, common", "/letters?text=out%20of%20range");
        pages.put("text, in 3 old letters", "/letters?text=needle");
        pages.put("text, one number", "/letters?text=run%20500123");
        pages.put("text, in none", "/letters?text=nowhere");
        pages.put("text, in none but of common parts", "/letters?text=range%20out%20pace");
        pages.put("text, in 200,000 old letters", "/letters?text=brontosaurus");
        pages.put("text and group, none", "/letters?text=nowhere&group=signup-service");
        pages.put("text and exception, rare", "/letters?text=range&exception=java.lang.Rare");
        pages.put("text of 3 letters, everywhere", "/letters?text=pac");
        pages.put("one letter", "/letters/500123");
        pages.put("causes", "/causes");
        pages.put("causes, open, of a group", "/causes?state=open&group=signup-service");
        pages.put("causes of a topic", "/causes?topic=letsrun.runs");
        long worst = 0;
        for (Map.Entry<String, String> page : pages.entrySet()) {
            worst = Math.max(worst, measure("api", page.getKey(), "/api/v1" + page.getValue(), API));
            worst = Math.max(worst, measure("page", page.getKey(), page.getValue(), PAGE));
        }
        assertThat(worst).as("the slowest of all, in ms").isLessThan(200);
    }

    private long measure(String kind, String name, String path, String accept)
            throws IOException, InterruptedException {
        for (int n = 0; n < WARM_UP; n++) {
            get(path, accept);
        }
        long[] micros = new long[TIMES];
        String answer = "";
        for (int n = 0; n < TIMES; n++) {
            long start = System.nanoTime();
            answer = get(path, accept);
            micros[n] = (System.nanoTime() - start) / 1_000;
        }
        Arrays.sort(micros);
        System.out.printf(
                "BENCH | %-34s | %-4s | %6.1f | %6.1f | %6.1f | %s |%n",
                name,
                kind,
                micros[TIMES / 2] / 1e3,
                micros[TIMES * 19 / 20] / 1e3,
                micros[TIMES - 1] / 1e3,
                accept.equals(API) ? found(answer) : answer.length() + " characters");
        return micros[TIMES - 1] / 1_000;
    }

    private static String found(String answer) {
        JsonNode json = JsonMapper.shared().readTree(answer);
        return json.path("items").size() + (json.has("next") ? ", goes on" : "");
    }

    private String get(String path, String accept) throws IOException, InterruptedException {
        String password = Base64.getEncoder().encodeToString((VIEWER + ":" + VIEWER).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Basic " + password)
                        .header("Accept", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private String cursorAfter(String path) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(get("/api/v1" + path, API))
                .path("next")
                .stringValue();
    }

    private String fingerprint(String exception) {
        return result(database.sql("SELECT fingerprint FROM dead_letters.cause WHERE exception_class = $1 LIMIT 1")
                .bind(0, exception)
                .map(row -> row.get(0, String.class))
                .one());
    }
}
