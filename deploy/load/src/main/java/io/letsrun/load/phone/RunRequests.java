package io.letsrun.load.phone;

import io.letsrun.load.openloop.RequestKind;
import io.letsrun.load.openloop.RequestSource;
import io.letsrun.load.reconcile.AcceptedIds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** New runs of the last three days, by each user in turn. */
final class RunRequests implements RequestSource {

    /** No run may end in the future; none of these takes longer. */
    private static final Duration LONGEST = Duration.ofMinutes(69);

    private static final int MINUTES = 3 * 24 * 60;
    private static final int STAMP_LENGTH = "2026-01-01T06:00".length();

    private final byte[] head;
    private final Template body;
    private final byte[][] minutes = new byte[MINUTES][];
    private final int stampAt;
    private final Users users;
    private final AcceptedIds accepted;

    /** @param seed makes the runs of this burst unique */
    RunRequests(String host, String seed, Users users, AcceptedIds accepted, Instant now) {
        String before = "{\"clientRunId\":\"" + seed + "-#########\",\"version\":1,\"startedAt\":\"";
        this.body = new Template(before + "2026-01-01T06:00:##Z\",\"timeZone\":\"Europe/Berlin\","
                + "\"distanceMeters\":1####.#5,\"elapsedSeconds\":3###,\"elevationGainMeters\":52.5,"
                + "\"averageHeartRateBpm\":1##}");
        this.stampAt = before.length();
        this.head = Template.bytes(Template.post(host, "/v1/runs", body.length()));
        this.users = users;
        this.accepted = accepted;
        LocalDateTime last = LocalDateTime.ofInstant(now, ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        DateTimeFormatter stamp = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
        for (int i = 0; i < MINUTES; i++) {
            minutes[i] = Template.bytes(stamp.format(last.minus(LONGEST).minusMinutes(i + 1L)));
        }
    }

    @Override
    public RequestKind kind(long n) {
        return RequestKind.RUN;
    }

    @Override
    public ByteBuf render(long n, ByteBufAllocator allocator) {
        byte[] authorization = users.authorization(user(n));
        ByteBuf request = allocator.directBuffer(head.length + authorization.length + 2 + body.length());
        request.writeBytes(head).writeBytes(authorization).writeByte('\r').writeByte('\n');
        int start = request.writerIndex();
        body.writeTo(request);
        long spread = ((n * 2_654_435_761L) >>> 8) & 0xFFFFFF; // as good as random, and the same each time
        request.setBytes(start + stampAt, minutes[(int) (spread % MINUTES)], 0, STAMP_LENGTH);
        body.fill(request, start, 0, n);
        body.fill(request, start, 1, spread % 60);
        body.fill(request, start, 2, spread % 10_000);
        body.fill(request, start, 3, spread % 10);
        body.fill(request, start, 4, spread % 1000);
        body.fill(request, start, 5, spread % 100);
        return request;
    }

    @Override
    public void accepted(long n, ByteBuf body) {
        @Nullable String runId = RequestSource.text(body, "runId");
        if (runId == null) {
            throw new IllegalStateException("a run was accepted without a runId");
        }
        accepted.run(users.id(user(n)), UUID.fromString(runId));
    }

    private int user(long n) {
        return (int) (n % users.size());
    }
}
