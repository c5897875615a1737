package io.letsrun.load.benchmark;

import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.load.stack.UpstreamControl;
import io.letsrun.local.Refusal;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Users who read. */
final class Readers implements AutoCloseable {

    private static final int AT_ONCE = 32;
    private static final int EVENTFUL_AT_ONCE = 3; // each needs many of the upstream's places
    private static final Duration STORED = Duration.ofMinutes(5);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final MeasuredStack stack;
    private final List<SignedUpUser> users = new ArrayList<>();

    Readers(MeasuredStack stack) {
        this.stack = stack;
    }

    /** Signs the users up, sends their runs, and returns when all of it is stored. */
    void prepare(int count, int runs) throws IOException, InterruptedException {
        Instant newest = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(1));
        String body = IntStream.range(0, runs)
                .mapToObj(run ->
                        "{\"clientRunId\":\"read-%d\",\"startedAt\":\"%s\",\"timeZone\":\"Europe/Berlin\",\"distanceMeters\":%d.5,\"elapsedSeconds\":%d,\"elevationGainMeters\":52.5,\"averageHeartRateBpm\":151}"
                                .formatted(run, newest.minus(Duration.ofDays(2L * run)), 5_000 + run, 1_800 + run))
                .collect(Collectors.joining(",", "{\"runs\":[", "]}"));
        users.addAll(inParallel(AT_ONCE, IntStream.range(0, count).boxed().toList(), number -> {
            SignedUpUser fresh = SignedUpUser.signUp(client, stack.gateway());
            expect(202, send(fresh, "/v1/runs/batch", body));
            return fresh;
        }));
        awaitStored(runs);
    }

    private void awaitStored(int runs) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(STORED);
        for (SignedUpUser user : users.subList(Math.max(0, users.size() - AT_ONCE), users.size())) {
            while (!send(user, "/v1/profile", null).body().contains("\"runs\":" + runs + ",")) {
                if (Instant.now().isAfter(end)) {
                    throw new Refusal("The runs were not stored within " + STORED + ".");
                }
                Thread.sleep(100);
            }
        }
    }

    /** Gives some of the users events, and reads them once. */
    void addEvents(UpstreamControl upstream, int count, int events) throws InterruptedException {
        inParallel(EVENTFUL_AT_ONCE, users.subList(0, count), user -> {
            upstream.user(user.userId(), events);
            return user.readEvents(client, stack.gateway(), events);
        });
    }

    private interface Work<A, B> {
        B apply(A argument) throws IOException, InterruptedException;
    }

    /** Fails as the first that fails. */
    private static <A, B> List<B> inParallel(int atOnce, List<A> all, Work<A, B> work) throws InterruptedException {
        List<Future<B>> results;
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            results = threads.invokeAll(all.stream()
                    .<Callable<B>>map(each -> () -> work.apply(each))
                    .toList());
        }
        for (Future<B> result : results) {
            if (result.state() == Future.State.FAILED) {
                throw new Refusal("The users could not be prepared: "
                        + result.exceptionNow().getMessage());
            }
        }
        return results.stream().map(Future::resultNow).toList();
    }

    /**
     * Writes the users for wrk.
     *
     * @param tagged the path of the answers whose entity tags are sent; null for none
     */
    Path file(int count, @Nullable String tagged) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (SignedUpUser user : users.subList(0, count)) {
            String tag = tagged == null
                    ? ""
                    : expect(200, send(user, tagged, null))
                            .headers()
                            .firstValue("ETag")
                            .orElseThrow();
            lines.add(user.userId() + '\t' + user.token() + '\t' + tag);
        }
        return Files.write(Wrk.file(".users"), lines);
    }

    /** Empties Redis, which is a cache of everything that the reads need. */
    void emptyCache() {
        try (Socket socket =
                new Socket(stack.redis().getHostName(), stack.redis().getPort())) {
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("+OK".length());
            if (!new String(answer, StandardCharsets.US_ASCII).equals("+OK")) {
                throw new Refusal("Redis could not be emptied.");
            }
        } catch (IOException e) {
            throw new Refusal("Redis could not be emptied: " + e.getMessage());
        }
    }

    private HttpResponse<String> send(SignedUpUser user, String path, @Nullable String json)
            throws IOException, InterruptedException {
        return user.send(client, stack.gateway(), path, json);
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new Refusal("Expected " + status + ", got " + answer.statusCode() + ": " + answer.body());
        }
        return answer;
    }

    @Override
    public void close() {
        client.close();
    }
}
