package io.letsrun.events.upstream;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
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
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final ObjectReader entries = json.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** @throws UpstreamFailure when it is not this user */
    UpstreamUser user(String id, byte[] body) {
        return one(body, UpstreamJson::user, user -> id.equals(user.id()));
    }

    /** @throws UpstreamFailure when it is not this event */
    UpstreamEvent event(String id, byte[] body) {
        return one(body, UpstreamJson::event, event -> id.equals(event.id()));
    }

    /** @throws UpstreamFailure when it is not a list */
    UpstreamList<UpstreamUser> users(byte[] body) {
        return list(body, UpstreamJson::user);
    }

    /** @throws UpstreamFailure when it is not a list */
    UpstreamList<UpstreamEvent> events(byte[] body) {
        return list(body, UpstreamJson::event);
    }

    /** @throws UpstreamFailure when it is not the event that was sent */
    UpstreamEvent added(UpstreamEvent.Draft sent, byte[] body) {
        return one(
                body,
                UpstreamJson::event,
                event -> sent.userId().equals(event.userId()) && sent.name().equals(event.name()));
    }

    byte[] write(UpstreamEvent.Draft event) {
        return json.writeValueAsBytes(event);
    }

    private <T> T one(byte[] body, Function<JsonNode, @Nullable T> read, Predicate<T> asked) {
        @Nullable T value = null;
        try {
            value = read.apply(json.readTree(body));
        } catch (JacksonException unused) { // its message holds a piece of the body
            value = null;
        }
        if (value == null || !asked.test(value)) {
            throw UpstreamFailure.malformed(null);
        }
        return value;
    }

    private <T> UpstreamList<T> list(byte[] body, Function<JsonNode, @Nullable T> read) {
        List<T> items = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        try (JsonParser parser = json.createParser(body)) {
            boolean whole = parser.nextToken() == JsonToken.START_ARRAY;
            while (whole && parser.nextToken() != JsonToken.END_ARRAY) {
                JsonNode entry = entries.readTree(parser);
                @Nullable T item = read.apply(entry);
                if (item == null) {
                    unreadable.add(label(entry.path("id")));
                } else {
                    items.add(item);
                }
            }
            if (!whole || parser.nextToken() != null) {
                throw UpstreamFailure.malformed(null);
            }
        } catch (JacksonException unused) {
            throw UpstreamFailure.malformed(null);
        }
        return new UpstreamList<>(items, unreadable);
    }

    private static @Nullable UpstreamUser user(JsonNode user) {
        String id = user.path("id").stringValue("");
        if (!isId(id)) {
            return null;
        }
        JsonNode events = user.path("events");
        Set<String> ids = new LinkedHashSet<>();
        List<String> unreadable = new ArrayList<>();
        if (!events.isArray()) {
            unreadable.add("");
        }
        for (JsonNode entry : events.isArray() ? events.values() : List.<JsonNode>of()) {
            if (isId(entry.stringValue(""))) {
                ids.add(entry.stringValue());
            } else {
                unreadable.add(label(entry));
            }
        }
        return new UpstreamUser(id, whole(user.path("userName").stringValue("")), List.copyOf(ids), unreadable);
    }

    private static @Nullable UpstreamEvent event(JsonNode event) {
        String id = event.path("id").stringValue("");
        JsonNode name = event.path("name");
        JsonNode owner = event.path("userId");
        JsonNode details = event.path("details");
        boolean told = details.isString();
        return isId(id) && name.isString() && owner.isString() && (told || details.isNull() || details.isMissingNode())
                ? new UpstreamEvent(
                        id,
                        whole(name.stringValue()),
                        whole(owner.stringValue()),
                        told ? whole(details.stringValue()) : null)
                : null;
    }

    private static boolean isId(String id) {
        return !id.isBlank()
                && id.length() <= LONGEST_ID
                && id.codePoints().noneMatch(c -> Character.isISOControl(c) || isHalf(c));
    }

    /** Returns what can be shown of something that is no id. */
    private static String label(JsonNode entry) {
        String text = entry.isNull() ? "" : whole(entry.asString(""));
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
