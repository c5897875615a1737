package io.letsrun.events.upstream;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Reads what the upstream says, and believes it only whole: properties it does not promise are ignored, all others checked. */
final class UpstreamJson {

    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private record UserLine(
            @Nullable String id,
            @Nullable String userName,
            @Nullable String email,
            @Nullable String @Nullable [] events) {

        UpstreamUser user() {
            return new UpstreamUser(
                    present(id), present(userName), present(email), each(present(events), UpstreamJson::present));
        }
    }

    private record EventLine(
            @Nullable String id,
            @Nullable String name,
            @Nullable String userId,
            @Nullable String details) {

        UpstreamEvent event() {
            return new UpstreamEvent(present(id), present(name), present(userId), details);
        }
    }

    /** @throws CallFailed when it is not this user */
    UpstreamUser user(String id, byte[] body) {
        UpstreamUser user = read(body, UserLine.class).user();
        return same(id.equals(user.id()), user);
    }

    /** @throws CallFailed when it is not this event */
    UpstreamEvent event(String id, byte[] body) {
        UpstreamEvent event = read(body, EventLine.class).event();
        return same(id.equals(event.id()), event);
    }

    /** @throws CallFailed when one of them is not a user */
    List<UpstreamUser> users(byte[] body) {
        return each(read(body, UserLine[].class), line -> present(line).user());
    }

    /** @throws CallFailed when one of them is not an event */
    List<UpstreamEvent> events(byte[] body) {
        return each(read(body, EventLine[].class), line -> present(line).event());
    }

    /** @throws CallFailed when it is not the event that was sent */
    UpstreamEvent added(EventDraft sent, byte[] body) {
        UpstreamEvent event = read(body, EventLine.class).event();
        return same(sent.userId().equals(event.userId()) && sent.name().equals(event.name()), event);
    }

    byte[] write(EventDraft event) {
        return json.writeValueAsBytes(event);
    }

    private <T> T read(byte[] body, Class<T> type) {
        T value;
        try {
            value = json.readValue(body, type);
        } catch (JacksonException e) {
            throw CallFailed.malformed(null); // its message holds a piece of the body
        }
        return present(value);
    }

    private static <T> T same(boolean asked, T answer) {
        if (!asked) {
            throw CallFailed.malformed(null);
        }
        return answer;
    }

    private static <E extends @Nullable Object, T> List<T> each(E[] elements, Function<E, T> read) {
        return Arrays.stream(elements).map(read).toList();
    }

    private static <T> T present(@Nullable T element) {
        if (element == null) {
            throw CallFailed.malformed(null);
        }
        return element;
    }
}
