package io.letsrun.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Any service with this library has the limits, on its management port too. */
class ConnectionAutoConfigurationTest {

    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() {
        service = new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.REACTIVE)
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--management.opentelemetry.enabled=false",
                        "--letsrun.connections.head=300ms",
                        "--letsrun.connections.most=10",
                        "--letsrun.connections.per-address=1.0");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static int port(String name) {
        return service.getEnvironment().getRequiredProperty(name, Integer.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local.server.port", "local.management.port"})
    void limitsEveryServer(String port) {
        try (RawClient client = new RawClient(port(port)).send("GET / HTTP/1.1\r\nHos")) {
            assertThat(client.status()).isEqualTo(408);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void keepsTheManagementPortApartFromConnectionsToThePublicOne() throws Exception {
        RawClient[] dripping = new RawClient[10];
        for (int i = 0; i < dripping.length; i++) {
            dripping[i] = new RawClient(port("local.server.port"))
                    .send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n");
        }

        await().until(() -> open() == 10);

        try (RawClient phone = new RawClient(port("local.server.port")).send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                RawClient probe = new RawClient(port("local.management.port"))
                        .send("GET /actuator/health HTTP/1.1\r\nHost: x\r\n\r\n")) {
            assertThat(phone.status()).isEqualTo(503);
            assertThat(probe.status()).isEqualTo(200);
        }
        for (RawClient client : dripping) {
            client.close();
        }
        assertThat(service.getBean(MeterRegistry.class)
                        .get("letsrun.connections.limit")
                        .gauges())
                .hasSize(2);
    }

    private static int open() {
        return (int) service.getBean(MeterRegistry.class)
                .get("letsrun.connections")
                .tag("server", "public")
                .gauge()
                .value();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "io.letsrun.edge.token.TokenAutoConfiguration")
    static class Service {}
}
