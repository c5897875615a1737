package io.letsrun.edge.problem;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A problem that answers below Spring give often. Rendered at the start but for its request, because Jackson takes locks at first. */
public final class RenderedProblem {

    private final byte[] members;

    public RenderedProblem(Problem problem) {
        byte[] json = JsonMapper.shared().writeValueAsBytes(problem);
        this.members = Arrays.copyOf(json, json.length - 1); // without the last brace
    }

    /**
     * Returns the body of the answer to one request. Neither the path nor the id may have characters that JSON escapes.
     *
     * @param path null when it is not known
     */
    public ByteBuf body(ByteBufAllocator memory, @Nullable String path, String requestId) {
        String instance = path == null ? "" : ",\"instance\":\"" + path + "\"";
        String rest = instance + ",\"requestId\":\"" + requestId + "\"}";
        ByteBuf body = memory.ioBuffer(members.length + rest.length()).writeBytes(members);
        body.writeCharSequence(rest, StandardCharsets.US_ASCII);
        return body;
    }
}
