package io.letsrun.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@WithoutServers
@TestPropertySource(properties = "letsrun.connections.most=10")
class ManagementPortTest {

    private static final String LIVENESS = "/actuator/health/liveness";

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private WebTestClient gateway;

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", LIVENESS, "/actuator/prometheus", "/actuator/health/a%2fb"})
    void isTheOnlyOneWithManagementEndpoints(String path) {
        gateway.get()
                .uri(URI.create("http://localhost:" + port + path))
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void tellsHowFarTheClockIsOff() {
        gateway.get()
                .uri(URI.create("http://localhost:" + managementPort + "/actuator/health"))
                .exchange()
                .expectBody(String.class)
                .value(health -> assertThat(health).contains("aheadOfBrokersSeconds"));
    }

    @Test
    void answersWhenThereIsNoConnectionLeftForPhones() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 30; i++) {
                open.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            for (int i = 0; i < 12; i++) {
                Socket watcher = new Socket(InetAddress.getLoopbackAddress(), managementPort);
                open.add(watcher);
                watcher.setSoTimeout(10_000);
                watcher.getOutputStream()
                        .write(("GET " + LIVENESS + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(watcher.getInputStream().readNBytes("HTTP/1.1 200".length()))
                        .asString(StandardCharsets.US_ASCII)
                        .isEqualTo("HTTP/1.1 200");
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
