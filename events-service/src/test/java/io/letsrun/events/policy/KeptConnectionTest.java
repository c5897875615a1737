package io.letsrun.events.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.events.upstream.AddOutcome;
import io.letsrun.events.upstream.AddOutcome.InDoubt;
import io.letsrun.events.upstream.AddOutcome.Stored;
import io.letsrun.events.upstream.Requester;
import io.letsrun.events.upstream.UpstreamEvent;
import io.netty.util.concurrent.EventExecutor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.netty.http.HttpResources;

/** An upstream that closes connections which the client keeps. */
class KeptConnectionTest {

    private static final String EVENT = "{\"id\":\"new\",\"name\":\"Parkrun\",\"userId\":\"runner\"}";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger posts = new AtomicInteger();
    private final Semaphore release = new Semaphore(0);
    private final Semaphore closed = new Semaphore(0);
    private volatile boolean silent;
    private final UpstreamFixture rig;

    KeptConnectionTest() throws IOException {
        Thread.ofVirtual().start(this::serve);
        rig = UpstreamFixture.with("url", "http://localhost:" + server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException end) {
                return;
            }
        }
    }

    /** Says that it keeps the connection, and closes it after one answer; or instead of it, when it is silent. */
    private void answer(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            boolean post = request(in);
            String body = post ? EVENT : "{}";
            if (!silent) {
                OutputStream out = client.getOutputStream();
                out.write(("HTTP/1.1 " + (post ? 201 : 404) + " x\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                + body)
                        .getBytes(StandardCharsets.UTF_8));
                out.flush();
                if (!post) {
                    release.acquire();
                }
            }
        } catch (IOException | InterruptedException gone) {
            // The client has closed it.
        }
        closed.release();
    }

    private boolean request(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("closed");
        }
        boolean post = line.startsWith("POST");
        int length = 0;
        for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            in.read();
        }
        if (post) {
            posts.incrementAndGet();
        }
        return post;
    }

    /** The client's event loops are held up, so that none has read of the connection's end before the event is written. */
    @RepeatedTest(5)
    void aConnectionThatWasClosedMeanwhileIsNoDoubt() throws Exception {
        rig.event("a");
        CountDownLatch held = new CountDownLatch(1);
        for (EventExecutor loop : HttpResources.get().onClient(true)) {
            loop.execute(() -> awaitQuietly(held));
        }
        release.release();
        closed.acquire();
        CompletableFuture<AddOutcome> added = rig.upstream
                .add(new UpstreamEvent.Draft("runner", "Parkrun", null), null, Requester.within(UpstreamFixture.LONG))
                .toFuture();
        held.countDown();

        assertThat(added.get(20, TimeUnit.SECONDS)).isInstanceOf(Stored.class);

        assertThat(posts).hasValue(1);
    }

    private static void awaitQuietly(CountDownLatch held) {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aConnectionThatEndsInsteadOfAnAnswerIs() {
        silent = true;

        assertThat(rig.add(null)).isInstanceOf(InDoubt.class);
    }

    @Test
    void isNoFailureOfTheUpstream() throws InterruptedException {
        for (int i = 0; i < 30; i++) {
            rig.event("a");
            release.release();
            closed.acquire();
        }

        assertThat(rig.attempts("event", "failed")).isZero();
        assertThat(rig.attempts("event", "unknown")).isEqualTo(30);
    }
}
