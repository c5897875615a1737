package io.letsrun.load.openloop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * What is sent. The event loop asks, and sends nothing else meanwhile: as much as can be is rendered before, and what is left is
 * to copy bytes. The same number always makes the same request, so that it can be sent again.
 */
public interface RequestSource {

    RequestKind kind(long n);

    /** The whole of the n-th request, as HTTP/1.1 has it. */
    ByteBuf render(long n, ByteBufAllocator allocator);

    /** Tells that it was accepted. */
    void accepted(long n, Answer answer);
}
