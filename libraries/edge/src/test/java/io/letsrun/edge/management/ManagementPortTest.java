package io.letsrun.edge.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.edge.problem.ProblemAnswers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

class ManagementPortTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String TOKEN = "a-token-that-nobody-guesses";

    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void startService() {
        service = new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.REACTIVE)
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--management.endpoints.web.exposure.include=health,prometheus,things",
                        "--management.endpoint.health.probes.enabled=true",
                        "--spring.config.import=classpath:telemetry.yml",
                        "--spring.web.resources.add-mappings=false",
                        "--letsrun.management.token=" + TOKEN);
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/health", "/actuator/health/readiness", "/actuator/prometheus"})
    void answersWhoeverWatches(String path) {
        assertThat(manage("GET", path, null).statusCode()).isEqualTo(200);
        assertProblem(ask("GET", "local.server.port", path, null), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/actuators",
                "/actuator/env",
                "/actuator/nothing",
                "/actuator/health/nothing",
                "/actuator/health/readiness/nothing",
                "/actuator/health/a%2fb",
                "/actuator/health/%2e%2e/%2e%2e/v1/things",
                "/actuator/health/a;b=c",
                "/actuator//health",
                "/actuator/",
                "/actuator/health/",
                "/v1/things"
            })
    void saysThatThereIsNothingElse(String path) {
        assertProblem(manage("GET", path, null), 404);
    }

    @Test
    void servesTheServicesOwnPathsOnItsOwnPort() {
        assertThat(ask("GET", "local.server.port", "/v1/things", null).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-", "Bearer", "Bearer wrong", "Bearer " + TOKEN + "x", "Basic " + TOKEN})
    void changesNothingWithoutTheToken(@Nullable String authorization) {
        HttpResponse<String> answer = manage("POST", "/actuator/things", authorization);

        assertProblem(answer, 401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void changesSomethingWithTheToken() {
        HttpResponse<String> answer = manage("POST", "/actuator/things", "Bearer " + TOKEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("changed");
    }

    @Test
    void changesNothingAtAllWhenThereIsNoToken() {
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.post("/actuator/things").header("Authorization", "Bearer "));

        new ManagementGuard("", service.getBean(ProblemAnswers.class))
                .filter(exchange, passed -> Mono.error(new AssertionError()))
                .block();

        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .as(answer.body())
                .contains(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        assertThat(answer.body()).contains("\"status\":" + status, "\"type\":\"/problems/");
    }

    private static HttpResponse<String> manage(String method, String path, @Nullable String authorization) {
        return ask(method, "local.management.port", path, authorization);
    }

    private static HttpResponse<String> ask(String method, String port, String path, @Nullable String authorization) {
        String base = "http://127.0.0.1:" + service.getEnvironment().getProperty(port);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).method(method, BodyPublishers.noBody());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        @Bean
        RouterFunction<ServerResponse> things() {
            return RouterFunctions.route()
                    .GET("/v1/things", request -> ServerResponse.ok().bodyValue("[]"))
                    .build();
        }

        @Bean
        Things thingsEndpoint() {
            return new Things();
        }
    }

    @Endpoint(id = "things")
    static class Things {

        @WriteOperation
        String change() {
            return "changed";
        }
    }
}
