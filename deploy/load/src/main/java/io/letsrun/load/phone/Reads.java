package io.letsrun.load.phone;

import io.letsrun.load.openloop.RequestKind;
import io.letsrun.load.openloop.RequestSource;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** One kind of read, by each user in turn; events are read only by users who have some. */
final class Reads implements RequestSource {

    private final RequestKind kind;
    private final Users users;
    private final int among;
    private final String host;
    private final byte[] line;

    Reads(RequestKind kind, String host, Users users, int eventful) {
        this.kind = kind;
        this.users = users;
        this.among = kind == RequestKind.EVENTS ? eventful : users.size();
        this.host = host;
        this.line = Template.bytes(Template.get(
                host,
                switch (kind) {
                    case PROFILE -> "/v1/profile";
                    case RUNS_PAGE -> "/v1/runs?limit=20";
                    case EVENTS -> "/v1/events?limit=10";
                    case SIGNUP_STATUS -> "/v1/signups/";
                    case SIGNUP, RUN -> throw new IllegalArgumentException(kind + " are no reads");
                }));
    }

    @Override
    public RequestKind kind(long n) {
        return kind;
    }

    @Override
    public ByteBuf render(long n, ByteBufAllocator allocator) {
        int user = (int) (n % among);
        byte[] first = kind == RequestKind.SIGNUP_STATUS
                ? Template.bytes(Template.get(host, "/v1/signups/" + users.id(user)))
                : line;
        byte[] authorization = users.authorization(user);
        return allocator
                .directBuffer(first.length + authorization.length + 2)
                .writeBytes(first)
                .writeBytes(authorization)
                .writeByte('\r')
                .writeByte('\n');
    }

    @Override
    public void accepted(long n, ByteBuf body) {
        // A read promises nothing that could be lost.
    }
}
