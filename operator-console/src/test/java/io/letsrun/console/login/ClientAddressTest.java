package io.letsrun.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressTest {

    private final ClientAddress clients = new ClientAddress(List.of("10.0.0.0/8", "192.168.1.1"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "203.0.113.7 | - | 203.0.113.7",
                "203.0.113.7 | 198.51.100.1 | 203.0.113.7",
                "10.1.2.3 | 198.51.100.1 | 198.51.100.1",
                "10.1.2.3 | 6.6.6.6, 198.51.100.1 | 198.51.100.1",
                "10.1.2.3 | 198.51.100.1, 192.168.1.1 | 198.51.100.1",
                "10.1.2.3 | nonsense | 10.1.2.3",
                "10.1.2.3 | localhost | 10.1.2.3",
                "2001:db8:1:2:3:4:5:6 | - | 20010db800010002"
            })
    void believesWhatTrustedProxiesWrote(String peer, String forwarded, String client) {
        MockServerHttpRequest.BaseBuilder<?> request =
                MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(peer, 4711));
        if (forwarded != null) {
            request.header("X-Forwarded-For", forwarded);
        }

        assertThat(clients.of(request.build())).isEqualTo(client);
    }
}
