package io.letsrun.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Which ports of this machine are free. */
public final class Ports {

    /** Below the range that systems hand out for outgoing connections, so a stopped server finds its port free again. */
    private static final int FIRST = 20_000;

    private static final int BEYOND_LAST = 32_000;

    private Ports() {}

    public static boolean isTaken(int port) {
        return answers(port) || !canBind(port);
    }

    /** A port that is free now, and likely to be still when a server takes it. */
    public static int free() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND_LAST);
            if (!isTaken(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " to " + BEYOND_LAST);
    }

    public static boolean answers(int port) {
        try (Socket socket = connect(port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the first bytes that are answered: fewer when there are no more, none when nobody answers. */
    public static byte[] ask(int port, byte[] request, int bytes) {
        try (Socket socket = connect(port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(request);
            return socket.getInputStream().readNBytes(bytes);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500); // closes it on failure
        return socket;
    }

    private static boolean canBind(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
