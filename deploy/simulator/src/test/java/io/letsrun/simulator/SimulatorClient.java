package io.letsrun.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A connection for one request, seen as the bytes it is: no library that mends, repeats or waits. */
final class SimulatorClient implements AutoCloseable {

    private final Socket socket;

    private SimulatorClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
    }

    static SimulatorClient send(int port, String method, String path, String body, String... headers)
            throws IOException {
        SimulatorClient client = new SimulatorClient(port);
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        request.append("Connection: close\r\nContent-Length: ")
                .append(bytes.length)
                .append("\r\n\r\n");
        client.socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
        client.socket.getOutputStream().write(bytes);
        return client;
    }

    /** Returns all that arrives until the server ends the connection; fails when it resets it. */
    Seen seen() throws IOException {
        String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int blank = text.indexOf("\r\n\r\n");
        if (blank < 0) {
            return new Seen(0, "", text);
        }
        return new Seen(Integer.parseInt(text.substring(9, 12)), text.substring(0, blank), text.substring(blank + 4));
    }

    boolean isReset() throws IOException {
        try {
            seen();
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** What arrived. */
    record Seen(int status, String head, String body) {
        int announced() {
            return head.lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip()))
                    .findFirst()
                    .orElse(-1);
        }
    }
}
