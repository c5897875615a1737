package io.letsrun.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** A client that leaves in the middle of a request. */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class AbandonedRequestTest {

    private static final List<Integer> STATUSES = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\":",
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a",
                "POST /slow HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
            })
    void isNoErrorInTheLogAndHasAStatusOfItsOwn(String request, CapturedOutput output) throws IOException {
        STATUSES.clear();
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(Service.class)
                .run("--server.port=0", "--management.server.port=0", "--management.opentelemetry.enabled=false")) {
            int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            int before = output.getAll().length();
            try (Socket phone = new Socket("localhost", port)) {
                phone.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                phone.getOutputStream().flush();
                await().until(() -> !STATUSES.isEmpty());
            }

            if (request.contains("/echo")) {
                await().until(() -> STATUSES.contains(499));
            } else {
                await().during(java.time.Duration.ofMillis(700)).until(() -> true);
            }
            assertThat(output.getAll().substring(before)).doesNotContain("ERROR", "WARN", "Exception");
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "io.letsrun.edge.token.TokenAutoConfiguration")
    static class Service {

        /** Notes that a request has begun, as 0, and the status with which it ended. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        WebFilter statuses() {
            return (exchange, chain) -> {
                STATUSES.add(0);
                exchange.getResponse().beforeCommit(() -> {
                    STATUSES.add(
                            exchange.getResponse().getStatusCode() == null
                                    ? 200
                                    : exchange.getResponse().getStatusCode().value());
                    return Mono.empty();
                });
                return chain.filter(exchange);
            };
        }

        @Bean
        Echo echo() {
            return new Echo();
        }
    }

    @RestController
    static class Echo {

        @PostMapping("/echo")
        Mono<String> echo(@RequestBody Mono<String> body) {
            return body;
        }

        @PostMapping("/slow")
        Mono<String> slow(@RequestBody Mono<String> body) {
            return body.delayElement(java.time.Duration.ofMillis(300));
        }
    }
}
