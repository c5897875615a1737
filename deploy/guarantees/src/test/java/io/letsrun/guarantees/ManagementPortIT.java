package io.letsrun.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may look at the running system, and change it, past its API. */
class ManagementPortIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int SIGNUPS = 8081;
    private static final int CONSOLE = 8090;

    private static RunningSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = RunningSystem.shared();
    }

    @ParameterizedTest
    @ValueSource(ints = {8080, 8081, 8082, 8083, 8090})
    void hasTheManagementEndpointsAndNothingElse(int service) throws Exception {
        for (String path : List.of("/actuator/health/readiness", "/actuator/prometheus")) {
            assertThat(get(system.management(service) + path).statusCode()).isEqualTo(200);
            assertNotFound(system.url(service) + path);
        }
        // Spring Security refuses an encoded slash at the console before anybody looks for the path.
        assertProblem(system.url(service) + "/actuator/health/a%2fb", service == CONSOLE ? 400 : 404);
        assertNotFound(system.management(service) + "/actuator/health/a%2fb");
        assertNotFound(system.management(service) + "/v1/runs");
        assertNotFound(system.management(service) + "/");
    }

    @Test
    void changesNothingWithoutTheToken() throws Exception {
        assertThat(rebuildClaims("none").statusCode()).isEqualTo(401);
        assertThat(rebuildClaims(system.secret("management.token")).statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> rebuildClaims(String token) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(system.management(SIGNUPS) + "/actuator/claims"))
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private static void assertNotFound(String url) throws Exception {
        assertProblem(url, 404);
    }

    private static void assertProblem(String url, int status) throws Exception {
        HttpResponse<String> answer = get(url);
        assertThat(answer.statusCode()).as(url).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).as(url).contains("application/problem+json");
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
}
