package io.letsrun.edge.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that sends what it is told, HTTP or not. */
final class RawClient implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("content-length: ([0-9]+)");

    private final Socket socket = new Socket();

    RawClient(int port) {
        this(port, "127.0.0.1");
    }

    /** @param from an address of the loopback */
    RawClient(int port, String from) {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
            socket.setSoTimeout(10_000);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    RawClient send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Returns the next answer, its head in lower case; empty when the connection has ended without one. */
    String answer() {
        try {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return head.toString();
                }
                head.append((char) next);
            }
            String lower = head.toString().toLowerCase(Locale.ROOT);
            Matcher length = LENGTH.matcher(lower);
            byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
            return lower + new String(body, StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return "reset: " + reset.getMessage();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    int status() {
        String answer = answer();
        return answer.startsWith("http/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : -1;
    }

    /** Returns whether the server has said that nothing more comes, with no reset. */
    boolean isEnded() {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException unused) {
            // it is gone
        }
    }
}
