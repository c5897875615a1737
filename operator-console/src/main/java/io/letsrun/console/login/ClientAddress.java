package io.letsrun.console.login;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.util.matcher.InetAddressMatcher;
import org.springframework.security.util.matcher.InetAddressMatchers;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;

/** Where a request comes from. {@code X-Forwarded-For} counts only as far as trusted proxies wrote it. */
final class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String UNKNOWN = "unknown";

    /** Whoever has one IPv6 address usually has all of its /64 network. */
    private static final int NETWORK_BYTES = 8;

    private final InetAddressMatcher proxies;

    ClientAddress(List<String> trustedProxies) {
        this.proxies = trustedProxies.isEmpty()
                ? address -> false
                : InetAddressMatchers.builder().includeAddresses(trustedProxies).build();
    }

    /** Returns the converter, whose authentications also say where they come from. */
    ServerAuthenticationConverter noting(ServerAuthenticationConverter converter) {
        return exchange -> converter.convert(exchange).doOnNext(asked -> {
            if (asked instanceof AbstractAuthenticationToken token) {
                token.setDetails(of(exchange.getRequest()));
            }
        });
    }

    /** Returns an IPv4 address, or the /64 network of an IPv6 address. */
    String of(ServerHttpRequest request) {
        InetSocketAddress peer = request.getRemoteAddress();
        if (peer == null || peer.getAddress() == null) {
            return UNKNOWN;
        }
        List<String> hops = request.getHeaders().getOrEmpty(FORWARDED_FOR).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
        InetAddress client = peer.getAddress();
        for (String hop : hops.reversed()) {
            InetAddress next = proxies.matches(client) ? literal(hop) : null;
            if (next == null) {
                break;
            }
            client = next;
        }
        return client instanceof Inet6Address
                ? HexFormat.of().formatHex(client.getAddress(), 0, NETWORK_BYTES)
                : client.getHostAddress();
    }

    /** Never asks the name service. */
    private static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
