package io.letsrun.load.phone;

import io.letsrun.load.reconcile.AcceptedIds;
import io.letsrun.load.openloop.Answer;
import io.letsrun.load.openloop.RequestSource;
import io.letsrun.load.openloop.RequestKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.UUID;

/** New people, each with an address and an Idempotency-Key of their own. */
public final class SignupRequests implements RequestSource {

    private static final Answer.Field USER_ID = Answer.Field.named("userId");
    private static final Answer.Field ACCESS_TOKEN = Answer.Field.named("accessToken");
    private static final String NUMBER = "#########";

    private final Template template;
    private final AcceptedIds accepted;
    private final Users users;

    /**
     * @param seed tells this burst's people from those of every other
     * @param users gets everybody who is signed up, until it is full
     */
    public SignupRequests(String host, String seed, AcceptedIds accepted, Users users) {
        String name = seed + "-" + NUMBER;
        String body = "{\"email\":\"" + name + "@load.example\",\"firstName\":\"Ada\",\"lastName\":\"Load\","
                + "\"birthYear\":1990,\"city\":\"Lagos\",\"country\":\"NG\"}";
        this.template = new Template(new Head(host).post("/v1/signups", body.length()) + "Idempotency-Key: load-signup-"
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
    public void accepted(long n, Answer answer) {
        String userId = answer.text(USER_ID);
        if (userId == null) {
            throw new IllegalStateException("a signup was accepted without a userId");
        }
        UUID id = UUID.fromString(userId);
        accepted.signup(id);
        if (!users.isFull()) {
            String token = answer.text(ACCESS_TOKEN);
            if (token != null) {
                users.add(id, token);
            }
        }
    }
}
