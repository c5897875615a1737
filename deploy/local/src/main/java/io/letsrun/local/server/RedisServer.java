package io.letsrun.local.server;

import io.letsrun.local.Checkout;
import io.letsrun.local.process.Component;
import io.letsrun.local.process.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Redis server whose append-only file is synced every second.
 *
 * @param checkout where its program is unpacked
 * @param data the directory of its append-only file
 * @param port for clients
 */
public record RedisServer(Checkout checkout, Path data, int port) implements Component {

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    public String url() {
        return "redis://localhost:" + port;
    }

    @Override
    public Launch launch() {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Launch(command(), Map.of(), data);
    }

    /** While it still loads its file, Redis answers PING with an error. */
    @Override
    public boolean ready() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> command() {
        return List.of(
                new Binaries(checkout.cache()).redis().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "-::1",
                "--dir",
                data.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--save",
                "",
                "--auto-aof-rewrite-min-size",
                "2gb", // the process that rewrites it would compete with a burst for the processors
                "--maxmemory",
                "2gb", // about four million signups: for each more it evicts a key, which costs three times as much
                "--maxmemory-policy",
                "volatile-lru",
                "--daemonize",
                "no");
    }
}
