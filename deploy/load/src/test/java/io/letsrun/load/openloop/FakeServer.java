package io.letsrun.load.openloop;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers as a test wants, one thread for each connection. */
final class FakeServer implements AutoCloseable {

    static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
    static final String UNAVAILABLE = "HTTP/1.1 503 Not Now\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n";

    /** Says what a request gets, when it gets it; an empty answer ends the connection. */
    interface Behaviour {
        String answer(int number) throws InterruptedException;
    }

    private final ServerSocket socket = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Behaviour behaviour;
    private final Set<InetAddress> sources = ConcurrentHashMap.newKeySet();
    private final List<Long> arrivals = new CopyOnWriteArrayList<>();

    FakeServer(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        threads.execute(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }

    /** Where connections came from. */
    Set<InetAddress> sources() {
        return sources;
    }

    /** When each request had arrived, by {@link System#nanoTime}. */
    List<Long> arrivals() {
        return arrivals;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                sources.add(connection.getInetAddress());
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            while (readHead(in)) {
                arrivals.add(System.nanoTime());
                String answer = behaviour.answer(arrivals.size() - 1);
                if (answer.isEmpty()) {
                    return;
                }
                out.write(answer.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // The client has gone, or the test is over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The requests of these tests are a head and nothing else. */
    private static boolean readHead(InputStream in) throws IOException {
        int ends = 0;
        while (ends < 2) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
