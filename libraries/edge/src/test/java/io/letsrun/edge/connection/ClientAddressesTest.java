package io.letsrun.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressesTest {

    private final ClientAddresses addresses =
            new ClientAddresses(List.of("10.0.0.0/8", "2001:db8:1::/48", "192.0.2.7"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.5 | 198.51.100.1            | 203.0.113.5",
                "10.1.2.3    | 198.51.100.1            | 198.51.100.1",
                "192.0.2.7   | 198.51.100.1            | 198.51.100.1",
                "192.0.2.8   | 198.51.100.1            | 192.0.2.8",
                "10.1.2.3    | 1.1.1.1, 198.51.100.1   | 198.51.100.1",
                "10.1.2.3    | 198.51.100.1, 10.9.9.9  | 198.51.100.1",
                "10.1.2.3    | 198.51.100.1:5555       | 198.51.100.1",
                "10.1.2.3    | [2001:db8:2:3::4]:5555  | 20010db800020003",
                "10.1.2.3    | 2001:db8:2:3::4         | 20010db800020003",
                "2001:db8:1::9 | 198.51.100.1          | 198.51.100.1",
                "10.1.2.3    | unknown                 | 10.1.2.3",
                "10.1.2.3    | unknown, 198.51.100.1   | 198.51.100.1",
                "10.1.2.3    | ''                      | 10.1.2.3",
            })
    void believesTrustedProxiesOnly(String peer, String forwardedFor, String client) {
        assertThat(addresses.of(new InetSocketAddress(peer, 1), List.of(forwardedFor)))
                .isEqualTo(client);
    }

    @Test
    void readsHeadersThatCameApart() {
        assertThat(addresses.of(new InetSocketAddress("10.1.2.3", 1), List.of("1.1.1.1", "198.51.100.1, 10.2.2.2")))
                .isEqualTo("198.51.100.1");
    }

    @Test
    void oneHostIsOneNetwork() {
        assertThat(addresses.of(new InetSocketAddress("2001:db8:5:6::1", 1), List.of()))
                .isEqualTo(addresses.of(new InetSocketAddress("2001:db8:5:6:ffff::2", 1), List.of()));
    }

    @Test
    void refusesWhatIsNoNetwork() {
        assertThatThrownBy(() -> new ClientAddresses(List.of("proxy.example"))).hasMessageContaining("proxy.example");
    }
}
