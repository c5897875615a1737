package io.letsrun.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.RunningConsole;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

class AccessIT extends RunningConsole {

    @LocalManagementPort
    private int managementPort;

    AccessIT(@LocalServerPort int port, @Autowired DatabaseClient database) {
        super(port, database);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/letters", "/api/v1/nothing"})
    void isClosedToStrangersWithoutAChallenge(String path) {
        http.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .doesNotExist(HttpHeaders.WWW_AUTHENTICATE)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .json("""
                        {"type": "/problems/unauthenticated", "status": 401, "detail": "A user of the console is required."}""");
    }

    @ParameterizedTest
    @CsvSource({"vera, wrong", "nobody, nobody", "unknown, unknown", "'', ''", "vera, ''"})
    void refusesAWrongPasswordWithoutAChallenge(String name, String password) {
        http.get()
                .uri("/api/v1/nothing")
                .headers(headers -> headers.setBasicAuth(name, password))
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .doesNotExist(HttpHeaders.WWW_AUTHENTICATE)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/unauthenticated");
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/health, 200",
        "/actuator/health/readiness, 200",
        "/actuator/health/liveness, 200",
        "/actuator/prometheus, 200",
        "/actuator/env, 404",
        "/login, 404",
        "/api/v1/letters, 404",
    })
    void tellsEverybodyItsHealthOnTheManagementPortOnly(String path, int status) {
        http.get()
                .uri("http://localhost:" + managementPort + path)
                .exchange()
                .expectStatus()
                .isEqualTo(status);
        if (path.startsWith("/actuator")) {
            http.get()
                    .uri(path)
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "vera, GET, /api/v1/nothing, 404",
        "otto, GET, /api/v1/nothing, 404",
        "edda, GET, /api/v1/nothing, 404",
        "vera, POST, /api/v1/nothing, 403",
        "otto, POST, /api/v1/nothing, 404",
        "edda, POST, /api/v1/nothing, 404",
        "vera, DELETE, /nothing, 403",
        "vera, POST, /api/v1/letters/1/edit, 403",
        "otto, POST, /api/v1/letters/1/edit, 403",
        "edda, GET, /actuator/env, 404",
    })
    void givesEachRoleItsOwn(String user, HttpMethod method, String path, int status) {
        as(user).method(method)
                .uri(path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void sendsPeopleToTheLoginPage() {
        http.get()
                .uri("/letters?state=open")
                .exchange()
                .expectStatus()
                .isFound()
                .expectHeader()
                .location("/login");
    }

    @Test
    void keepsASessionInACookieOfItsOwn() {
        Session session = logIn("otto", "otto");

        get(session, "/api/v1/nothing").expectStatus().isNotFound();
        post(session, "/api/v1/nothing", session.token()).expectStatus().isNotFound();
        assertThat(session.cookie().isHttpOnly()).isTrue();
        assertThat(session.cookie().getSameSite()).isEqualTo("Strict");
    }

    @Test
    void lendsNoSessionToAnotherSite() {
        Session session = logIn("otto", "otto");

        post(session, "/api/v1/nothing", "").expectStatus().isForbidden();
        http.post()
                .uri("/api/v1/nothing")
                .cookie(session.cookie().getName(), session.cookie().getValue())
                .header(HttpHeaders.AUTHORIZATION, "Bearer x")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void startsNoSessionForAWrongPassword() {
        assertThat(logIn("otto", "wrong").location()).isEqualTo("/login?error");
        assertThat(logIn("otto", "otto").location()).isEqualTo("/");
    }

    @Test
    void armsEveryAnswer() {
        http.get()
                .uri("/api/v1/letters")
                .exchange()
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy -> assertThat(policy)
                                .startsWith("default-src 'none'")
                                .doesNotContain("unsafe"))
                .expectHeader()
                .valueEquals("X-Frame-Options", "DENY")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("Referrer-Policy", "no-referrer");
    }

    private Session logIn(String name, String password) {
        EntityExchangeResult<String> before = http.get()
                .uri("/assets/token-for-tests")
                .exchange()
                .expectBody(String.class)
                .returnResult();
        ResponseCookie anonymous = cookie(before);
        EntityExchangeResult<byte[]> after = http.post()
                .uri("/login")
                .cookie(anonymous.getName(), anonymous.getValue())
                .body(BodyInserters.fromFormData("username", name)
                        .with("password", password)
                        .with("_csrf", Objects.requireNonNull(before.getResponseBody())))
                .exchange()
                .expectStatus()
                .isFound()
                .expectBody()
                .returnResult();
        String location = String.valueOf(after.getResponseHeaders().getLocation());
        ResponseCookie cookie = after.getResponseCookies().isEmpty() ? anonymous : cookie(after);
        String token = http.get()
                .uri("/assets/token-for-tests")
                .cookie(cookie.getName(), cookie.getValue())
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return new Session(cookie, Objects.requireNonNull(token), location);
    }

    private static ResponseCookie cookie(EntityExchangeResult<?> answer) {
        return Objects.requireNonNull(answer.getResponseCookies().getFirst("letsrun-console"));
    }

    private WebTestClient.ResponseSpec get(Session session, String path) {
        return http.get()
                .uri(path)
                .cookie(session.cookie().getName(), session.cookie().getValue())
                .exchange();
    }

    private WebTestClient.ResponseSpec post(Session session, String path, String token) {
        return http.post()
                .uri(path)
                .cookie(session.cookie().getName(), session.cookie().getValue())
                .header("X-CSRF-TOKEN", token)
                .exchange();
    }

    private record Session(ResponseCookie cookie, String token, String location) {}
}
