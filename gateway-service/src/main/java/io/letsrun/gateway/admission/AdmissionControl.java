package io.letsrun.gateway.admission;

import io.letsrun.edge.connection.ClientAddresses;
import io.letsrun.edge.connection.RequestCutOff;
import io.letsrun.edge.http.RequestTarget;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.RequestIds;
import io.letsrun.gateway.http.RequestMetrics;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides which requests are admitted. A request pays for what has arrived: a permit for each 16 KiB of its body, and one more
 * when it is complete, because work on it begins then.
 */
@Component
record AdmissionControl(
        RequestClasses requestClasses,
        PermitGroups permits,
        UnfinishedBodies unfinished,
        ClientAddresses addresses,
        RefusalResponses refusals,
        RequestMetrics metrics) {

    private static final long BYTES_PER_PERMIT = 16 * 1024;

    /** A body that is too large still gets this far, so that its refusal says why. */
    private static final int MOST_PERMITS = 64;

    /** The unfinished bodies of one address may hold one permit of so many. */
    private static final int SHARE_OF_ADDRESS = 10;

    AdmittedRequest request(HttpRequest request) {
        long now = System.nanoTime();
        if (request.decoderResult().isFailure()) {
            return new AdmittedRequest(null, null, "", "", false, now);
        }
        String path = RequestTarget.path(request.uri());
        RequestClass requestClass = requestClasses.of(request.method(), path);
        return new AdmittedRequest(
                requestClass,
                permits.of(requestClass.urgency()),
                path,
                Objects.requireNonNullElse(request.headers().get(RequestIds.HEADER), ""), // set by the edge
                endsWithRefusal(request),
                now);
    }

    /** After {@code Expect} a client may send its body or not, so the next request could not be told from it (RFC 9110, 10.1.1). */
    private static boolean endsWithRefusal(HttpRequest request) {
        return !HttpUtil.isKeepAlive(request)
                || request.headers().contains(HttpHeaderNames.EXPECT)
                || !HttpVersion.HTTP_1_1.equals(request.protocolVersion());
    }

    /**
     * Charges a request for bytes that have arrived.
     *
     * @param complete whether they are its last
     * @return null when it may go on
     */
    @Nullable RefusalReason charge(AdmittedRequest request, int arrived, boolean complete) {
        RequestClass requestClass = request.requestClass();
        if (requestClass == null || !request.isCharged()) {
            return null;
        }
        int missing = request.missing(arrived, complete, BYTES_PER_PERMIT);
        if (missing == 0) {
            return null;
        }
        if (!permits.take(requestClass, missing)) {
            return RefusalReason.OVERLOADED;
        }
        request.hold(missing);
        UnfinishedBodies.Entry entry = request.unfinished();
        return complete || entry == null || entry.hold(missing, mostOfAddress(requestClass))
                ? null
                : RefusalReason.UNFINISHED;
    }

    /**
     * Counts a request whose body has not come with its head as unfinished.
     *
     * @return null when it may go on
     */
    @Nullable RefusalReason await(AdmittedRequest request, HttpHeaders headers, SocketAddress peer) {
        RequestClass requestClass = request.requestClass();
        if (requestClass == null || !request.isCharged() || request.unfinished() != null) {
            return null;
        }
        if (!permits.hasRoom(requestClass, announced(headers) - request.permits())) {
            return RefusalReason.OVERLOADED;
        }
        UnfinishedBodies.Entry entry = unfinished.begin(
                addresses.of(peer, headers.getAll("X-Forwarded-For")), headers.get(HttpHeaderNames.AUTHORIZATION));
        if (entry == null) {
            return RefusalReason.UNFINISHED;
        }
        request.unfinished(entry);
        return entry.hold(request.permits(), mostOfAddress(requestClass)) ? null : RefusalReason.UNFINISHED;
    }

    private int mostOfAddress(RequestClass requestClass) {
        return Math.max(MOST_PERMITS, permits.of(requestClass.urgency()).limit() / SHARE_OF_ADDRESS);
    }

    private static int announced(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? 1 : (int) Math.min(MOST_PERMITS, 1 + Math.max(0, parsed(length)) / BYTES_PER_PERMIT);
    }

    private static long parsed(String length) {
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException unused) {
            return 0; // the codec refuses it
        }
    }

    /** Counts a request that the connection has answered, because its body was too slow or no HTTP. */
    void cutOff(AdmittedRequest request, RequestCutOff cutOff) {
        RequestClass requestClass = request.requestClass();
        if (requestClass != null) {
            metrics.refused(requestClass.kind(), ProblemKind.of(cutOff.status()));
        }
    }

    FullHttpResponse answer(AdmittedRequest refused, RefusalReason refusal, ByteBufAllocator memory) {
        return refusals.answer(refusal, refused.path(), refused.id(), refused.isLast(), memory);
    }
}
