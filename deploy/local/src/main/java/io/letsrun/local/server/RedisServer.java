package io.letsrun.local.server;

import io.letsrun.local.Checkout;
import io.letsrun.local.process.Component;
import io.letsrun.local.process.Launch;
import io.letsrun.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        byte[] answer = Ports.ask(port, "PING\r\n".getBytes(StandardCharsets.US_ASCII), "+PONG".length());
        return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
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
