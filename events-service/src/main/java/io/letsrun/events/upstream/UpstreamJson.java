package io.letsrun.events.upstream;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what the upstream says. Properties that it does not promise are ignored. A user or an event is believed whole or not at
 * all; in a list, an entry that cannot be read costs that entry only.
 */
final class UpstreamJson {

    /** Ids go into paths and keys of Redis. */
    private static final int LONGEST_ID = 128;

    private static final char REPLACEMENT = '\uFFFD';

    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final ObjectReader users =
            json.readerFor(UserLine.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final ObjectReader events =
            json.readerFor(EventLine.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** What may be anything is read as anything, so that one odd value is not the end of its neighbours. */
    private record UserLine(
            @Nullable Object id,
            @Nullable Object userName,
            @Nullable Object events) {

        @Nullable UpstreamUser user() {
            if (!(id instanceof String known && isId(known))) {
                return null;
            }
            Set<String> ids = new LinkedHashSet<>();
            List<String> unreadable = new ArrayList<>();
            for (Object entry : events instanceof List<?> list ? list : List.of(List.of())) {
                if (entry instanceof String eventId && isId(eventId)) {
                    ids.add(eventId);
                } else {
                    unreadable.add(label(entry));
                }
            }
            return new UpstreamUser(
                    known, userName instanceof String name ? whole(name) : "", List.copyOf(ids), unreadable);
        }
    }

    private record EventLine(
            @Nullable Object id,
            @Nullable Object name,
            @Nullable Object userId,
            @Nullable Object details) {

        @Nullable UpstreamEvent event() {
            return id instanceof String known
                            && isId(known)
                            && name instanceof String title
                            && userId instanceof String owner
                            && (details == null || details instanceof String)
                    ? new UpstreamEvent(
                            known, whole(title), whole(owner), details == null ? null : whole((String) details))
                    : null;
        }
    }

    /** @throws UpstreamFailure when it is not this user */
    UpstreamUser user(String id, byte[] body) {
        UpstreamUser user = one(body, UserLine.class, UserLine::user);
        return same(id.equals(user.id()), user);
    }

    /** @throws UpstreamFailure when it is not this event */
    UpstreamEvent event(String id, byte[] body) {
        UpstreamEvent event = one(body, EventLine.class, EventLine::event);
        return same(id.equals(event.id()), event);
    }

    /** @throws UpstreamFailure when it is not a list */
    UpstreamList<UpstreamUser> users(byte[] body) {
        return list(body, (parser, unreadable) -> {
            UserLine line = users.readValue(parser);
            return kept(line.user(), line.id(), unreadable);
        });
    }

    /** @throws UpstreamFailure when it is not a list */
    UpstreamList<UpstreamEvent> events(byte[] body) {
        return list(body, (parser, unreadable) -> {
            EventLine line = events.readValue(parser);
            return kept(line.event(), line.id(), unreadable);
        });
    }

    /** @throws UpstreamFailure when it is not the event that was sent */
    UpstreamEvent added(EventDraft sent, byte[] body) {
        UpstreamEvent event = one(body, EventLine.class, EventLine::event);
        return same(sent.userId().equals(event.userId()) && sent.name().equals(event.name()), event);
    }

    byte[] write(EventDraft event) {
        return json.writeValueAsBytes(event);
    }

    private <L, T> T one(byte[] body, Class<L> type, Function<L, @Nullable T> read) {
        @Nullable T value = null;
        try {
            @Nullable L line = json.readValue(body, type);
            value = line == null ? null : read.apply(line);
        } catch (JacksonException unused) { // its message holds a piece of the body
            value = null;
        }
        if (value == null) {
            throw UpstreamFailure.malformed(null);
        }
        return value;
    }

    private <T> UpstreamList<T> list(byte[] body, BiFunction<JsonParser, List<String>, @Nullable T> entry) {
        List<T> items = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        try (JsonParser parser = json.createParser(body)) {
            same(parser.nextToken() == JsonToken.START_ARRAY, body);
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                @Nullable T item = null;
                if (token == JsonToken.START_OBJECT) {
                    item = entry.apply(parser, unreadable);
                } else {
                    parser.skipChildren();
                    unreadable.add("");
                }
                if (item != null) {
                    items.add(item);
                }
            }
            same(parser.nextToken() == null, body);
        } catch (JacksonException unused) {
            throw UpstreamFailure.malformed(null);
        }
        return new UpstreamList<>(items, unreadable);
    }

    private static <T> @Nullable T kept(@Nullable T item, @Nullable Object id, List<String> unreadable) {
        if (item == null) {
            unreadable.add(label(id));
        }
        return item;
    }

    private static <T> T same(boolean asked, T answer) {
        if (!asked) {
            throw UpstreamFailure.malformed(null);
        }
        return answer;
    }

    private static boolean isId(String id) {
        return !id.isBlank()
                && id.length() <= LONGEST_ID
                && id.codePoints().noneMatch(c -> Character.isISOControl(c) || isHalf(c));
    }

    /** Returns what can be shown of something that is no id. */
    private static String label(@Nullable Object entry) {
        if (!(entry instanceof String || entry instanceof Number || entry instanceof Boolean)) {
            return "";
        }
        String text = whole(entry.toString());
        return text.substring(
                0, text.offsetByCodePoints(0, Math.min(LONGEST_ID, text.codePointCount(0, text.length()))));
    }

    /** Half of a surrogate pair cannot be written in UTF-8, and U+0000 is more than many readers bear. */
    private static String whole(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || isHalf(c))
                ? text
                : text.codePoints()
                        .map(c -> c == 0 || isHalf(c) ? REPLACEMENT : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
