package io.letsrun.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.RunningConsole;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.WebSessionManager;

class AccessIT extends RunningConsole {

    @LocalManagementPort
    private int managementPort;

    private final WebSessionManager manager;

    AccessIT(@LocalServerPort int port, @Autowired DatabaseClient database, @Autowired WebSessionManager manager) {
        super(port, database);
        this.manager = manager;
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

    @Test
    void startsNoSessionBeforeTheLogIn() {
        long before = sessions();
        for (int view = 0; view < 50; view++) {
            assertThat(http.get()
                            .uri("/login")
                            .header(HttpHeaders.ACCEPT, "text/html")
                            .exchange()
                            .expectStatus()
                            .isOk()
                            .expectBody()
                            .returnResult()
                            .getResponseCookies())
                    .doesNotContainKey("letsrun-console");
        }

        assertThat(sessions()).isEqualTo(before);
        logIn("otto", "otto");
        assertThat(sessions()).isEqualTo(before + 1);
    }

    private long sessions() {
        BoundedSessionStore store = (BoundedSessionStore) ((DefaultWebSessionManager) manager).getSessionStore();
        return store.getSessions().size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/%6Cogin", "/log%69n"})
    void countsGuessesHoweverThePathIsWritten(String path) {
        String stranger = "203.0.113." + path.length() + path.charAt(1) % 7;
        for (int guess = 0; guess < 10; guess++) {
            assertThat(guess(path, "otto", stranger)).isEqualTo(303);
        }

        assertThat(guess(path, "otto", stranger)).isEqualTo(429);
    }

    @Test
    void locksNobodyOutByTheGuessesOfAStranger() {
        for (int guess = 0; guess < 30; guess++) {
            guess("/login", "otto", "203.0.113.99");
            http.get()
                    .uri("/api/v1/nothing")
                    .header("X-Forwarded-For", "203.0.113.98")
                    .headers(headers -> headers.setBasicAuth("otto", "wrong"))
                    .exchange();
        }

        as("otto").get().uri("/api/v1/nothing").exchange().expectStatus().isNotFound();
        assertThat(logIn("otto", "otto").location()).isEqualTo("/");
    }

    private int guess(String path, String name, String address) {
        EntityExchangeResult<String> form = form();
        return http.post()
                .uri(URI.create(url + path))
                .header("X-Forwarded-For", address)
                .header(HttpHeaders.ACCEPT, "text/html")
                .cookies(cookies -> carry(form, cookies))
                .body(BodyInserters.fromFormData("username", name)
                        .with("password", "wrong")
                        .with("_csrf", token(form)))
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    @Test
    void leadsBackToWhatWasAskedForBeforeTheLogIn() {
        EntityExchangeResult<byte[]> refused = http.get()
                .uri("/letters/30?note=x")
                .header(HttpHeaders.ACCEPT, "text/html")
                .exchange()
                .expectStatus()
                .isFound()
                .expectBody()
                .returnResult();

        assertThat(logIn("otto", "otto", refused.getResponseCookies().getFirst("letsrun-console-return"))
                        .location())
                .isEqualTo("/letters/30?note=x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/",
                "https://evil.example/",
                "/\\evil.example",
                "\\\\evil.example",
                "javascript:alert(1)",
                "/\t/evil.example",
                "evil.example",
                ""
            })
    void leadsNowhereElse(String address) {
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(address.getBytes(StandardCharsets.UTF_8));

        assertThat(logIn(
                                "otto",
                                "otto",
                                ResponseCookie.from("letsrun-console-return", value)
                                        .build())
                        .location())
                .isEqualTo("/");
    }

    @Test
    void keepsTheTextOfAnEditWhoseSessionIsGone() {
        EntityExchangeResult<String> form = form();
        String login = http.post()
                .uri("/letters/30/edit")
                .cookies(cookies -> carry(form, cookies))
                .body(BodyInserters.fromFormData("value", "{\n\"an\": \"hour of work\"}")
                        .with("reason", "a typo")
                        .with("_csrf", token(form)))
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(login).contains("Your session has ended", "hour of work", "a typo", "/letters/30/edit");

        http.post()
                .uri("/login")
                .cookies(cookies -> carry(form, cookies))
                .body(BodyInserters.fromFormData("username", "edda")
                        .with("password", "edda")
                        .with("interrupted", "/letters/30/edit")
                        .with("value", "{\n\"an\": \"hour of work\"}")
                        .with("reason", "a typo")
                        .with("_csrf", token(form)))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(page -> assertThat(page)
                        .contains(
                                "Edit and replay letter 30", "hour of work", "a typo", "action=\"/letters/30/edit\""));
    }

    @Test
    void saysInWordsThatAFormIsTooOld() {
        Session session = logIn("otto", "otto");

        http.post()
                .uri("/replays")
                .header(HttpHeaders.ACCEPT, "text/html")
                .cookie(session.cookie().getName(), session.cookie().getValue())
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody(String.class)
                .value(page ->
                        assertThat(page).contains("This form is out of date").doesNotContain("Your role"));
        http.post()
                .uri("/login")
                .header(HttpHeaders.ACCEPT, "text/html")
                .body(BodyInserters.fromFormData("username", "otto").with("password", "otto"))
                .exchange()
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/login?expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/", "/letters", "/api/v1/letters", "/assets/x.css", "/nowhere"})
    void refusesAnAcceptThatCannotBeRead(String path) {
        for (String accept : new String[] {"v=3.0", "text/html, a/b/c", ";;"}) {
            http.get()
                    .uri(path)
                    .header(HttpHeaders.ACCEPT, accept)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(406);
        }
    }

    private Session logIn(String name, String password) {
        return logIn(name, password, null);
    }

    private Session logIn(String name, String password, @Nullable ResponseCookie kept) {
        EntityExchangeResult<String> form = form();
        EntityExchangeResult<byte[]> after = http.post()
                .uri("/login")
                .cookies(cookies -> {
                    carry(form, cookies);
                    if (kept != null) {
                        cookies.add(kept.getName(), kept.getValue());
                    }
                })
                .body(BodyInserters.fromFormData("username", name)
                        .with("password", password)
                        .with("_csrf", token(form)))
                .exchange()
                .expectStatus()
                .is3xxRedirection()
                .expectBody()
                .returnResult();
        String location = String.valueOf(after.getResponseHeaders().getLocation());
        ResponseCookie session = after.getResponseCookies().getFirst("letsrun-console");
        return new Session(session == null ? cookie(form) : session, cookie(form), token(form), location);
    }

    private EntityExchangeResult<String> form() {
        return http.get()
                .uri("/assets/token-for-tests")
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private static String token(EntityExchangeResult<String> form) {
        return Objects.requireNonNull(form.getResponseBody());
    }

    private static ResponseCookie cookie(EntityExchangeResult<String> form) {
        return Objects.requireNonNull(form.getResponseCookies().getFirst("letsrun-console-csrf"));
    }

    private static void carry(EntityExchangeResult<String> form, MultiValueMap<String, String> cookies) {
        cookies.add(cookie(form).getName(), cookie(form).getValue());
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
                .cookie(session.csrf().getName(), session.csrf().getValue())
                .header("X-CSRF-TOKEN", token)
                .exchange();
    }

    private record Session(ResponseCookie cookie, ResponseCookie csrf, String token, String location) {}
}
