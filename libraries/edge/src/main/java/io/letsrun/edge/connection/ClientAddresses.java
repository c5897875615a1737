package io.letsrun.edge.connection;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the client address of a request: an IPv4 address, or an IPv6 /64, since one host can use all of it. Behind trusted
 * proxies it is the last address in {@code X-Forwarded-For} that is not a trusted proxy's.
 */
public final class ClientAddresses {

    private static final String UNKNOWN = "unknown";

    private final List<IpSubnetFilterRule> trusted;

    /**
     * @param trustedProxies networks in CIDR notation; an address alone is a network of one
     * @throws IllegalArgumentException when one is not a network
     */
    public ClientAddresses(List<String> trustedProxies) {
        this.trusted = trustedProxies.stream().map(ClientAddresses::network).toList();
    }

    private static IpSubnetFilterRule network(String cidr) {
        int slash = cidr.indexOf('/');
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(slash < 0 ? cidr : cidr.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("trusted-proxies must be networks such as 10.0.0.0/8: " + cidr);
        }
        int prefix = slash < 0 ? address.getAddress().length * 8 : Integer.parseInt(cidr.substring(slash + 1));
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }

    public boolean isTrusted(@Nullable SocketAddress peer) {
        return peer instanceof InetSocketAddress inet && isTrusted(inet.getAddress());
    }

    private boolean isTrusted(@Nullable InetAddress address) {
        if (address == null || trusted.isEmpty()) {
            return false;
        }
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return trusted.stream().anyMatch(rule -> rule.matches(socket));
    }

    /**
     * Returns the client's address.
     *
     * @param peer the other end of the connection
     * @param forwardedFor the values of {@code X-Forwarded-For}, in their order
     */
    public String of(@Nullable SocketAddress peer, List<String> forwardedFor) {
        if (!(peer instanceof InetSocketAddress inet)) {
            return UNKNOWN;
        }
        InetAddress client = inet.getAddress();
        if (client == null) {
            return inet.getHostString();
        }
        if (!forwardedFor.isEmpty() && isTrusted(client)) {
            client = forwarded(client, String.join(",", forwardedFor).split(","));
        }
        return name(client);
    }

    private InetAddress forwarded(InetAddress peer, String[] hops) {
        InetAddress client = peer;
        for (int i = hops.length - 1; i >= 0 && isTrusted(client); i--) {
            InetAddress before = NetUtil.createInetAddressFromIpAddressString(withoutPort(hops[i].trim()));
            if (before == null) {
                break;
            }
            client = before;
        }
        return client;
    }

    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            return hop.substring(1, Math.max(1, hop.indexOf(']')));
        }
        int colon = hop.indexOf(':');
        return colon > 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }

    private static String name(InetAddress address) {
        return address instanceof Inet6Address v6
                ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), 8))
                : address.getHostAddress();
    }
}
