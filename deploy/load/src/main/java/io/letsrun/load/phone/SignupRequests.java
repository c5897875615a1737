package io.letsrun.load.phone;

import io.letsrun.load.openloop.RequestKind;
import io.letsrun.load.openloop.RequestSource;
import io.letsrun.load.reconcile.AcceptedIds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.UUID;

/** Signups of new users, each with its own address and Idempotency-Key. */
public final class SignupRequests implements RequestSource {

    private static final String NUMBER = "#########";

    private final Template template;
    private final AcceptedIds accepted;
    private final Users users;

    /**
     * @param seed makes the addresses of this burst unique
     * @param users gets everyone who signed up, until it is full
     */
    public SignupRequests(String host, String seed, AcceptedIds accepted, Users users) {
        String name = seed + "-" + NUMBER;
        String body = "{\"email\":\"" + name + "@load.example\",\"firstName\":\"Ada\",\"lastName\":\"Load\","
                + "\"birthYear\":1990,\"city\":\"Lagos\",\"country\":\"NG\"}";
        this.template = new Template(Template.post(host, "/v1/signups", body.length()) + "Idempotency-Key: load-signup-"
                + name + "\r\n\r\n" + body);
        this.accepted = accepted;
        this.users = users;
    }

    @Override
    public RequestKind kind(long n) {
        return RequestKind.SIGNUP;
    }

    @Override
    public ByteBuf render(long n, ByteBufAllocator allocator) {
        ByteBuf request = template.copy(allocator);
        template.fill(request, 0, 0, n);
        template.fill(request, 0, 1, n);
        return request;
    }

    @Override
    public void accepted(long n, ByteBuf body) {
        String userId = RequestSource.text(body, "userId");
        if (userId == null) {
            throw new IllegalStateException("a signup was accepted without a userId");
        }
        UUID id = UUID.fromString(userId);
        accepted.signup(id);
        if (!users.isFull()) {
            String token = RequestSource.text(body, "accessToken");
            if (token != null) {
                users.add(id, token);
            }
        }
    }
}
