package io.letsrun.gateway.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Names the network that a request comes from: an IPv4 address, or the /64 that any IPv6 host has all to itself. */
final class ClientAddress {

    private ClientAddress() {}

    static String of(@Nullable InetSocketAddress remote) {
        if (remote == null) {
            return "unknown";
        }
        InetAddress address = remote.getAddress();
        return switch (address) {
            case null -> remote.getHostString();
            case Inet6Address v6 -> HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), 8));
            default -> address.getHostAddress();
        };
    }
}
