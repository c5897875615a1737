package io.letsrun.load.phone;

import io.letsrun.load.openloop.RequestKind;
import io.letsrun.load.openloop.RequestSource;
import io.letsrun.load.reconcile.AcceptedIds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Several kinds of requests, in shares that hold for every hundred. */
public final class Mixture implements RequestSource {

    private final List<RequestSource> hundred;

    /**
     * @param shares in percent; their sum is 100
     * @param users who have signed up already
     * @param eventful how many of them have events
     */
    public Mixture(
            Map<RequestKind, Integer> shares,
            String host,
            String seed,
            Users users,
            int eventful,
            AcceptedIds accepted,
            Instant now) {
        List<RequestSource> hundred = new ArrayList<>();
        shares.forEach((kind, share) -> {
            RequestSource requests = switch (kind) {
                case SIGNUP -> new SignupRequests(host, seed, accepted, Users.none());
                case RUN -> new RunRequests(host, seed, users, accepted, now);
                case PROFILE, RUNS_PAGE, SIGNUP_STATUS, EVENTS -> new Reads(kind, host, users, eventful);
            };
            hundred.addAll(Collections.nCopies(share, requests));
        });
        if (hundred.size() != 100) {
            throw new IllegalArgumentException("the shares make " + hundred.size() + " %, not 100");
        }
        Collections.shuffle(hundred, new Random(6));
        this.hundred = List.copyOf(hundred);
    }

    @Override
    public RequestKind kind(long n) {
        return of(n).kind(n);
    }

    @Override
    public ByteBuf render(long n, ByteBufAllocator allocator) {
        return of(n).render(n, allocator);
    }

    @Override
    public void accepted(long n, ByteBuf body) {
        of(n).accepted(n, body);
    }

    private RequestSource of(long n) {
        return hundred.get((int) (n % 100));
    }
}
