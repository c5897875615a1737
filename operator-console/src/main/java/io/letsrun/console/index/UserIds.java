package io.letsrun.console.index;

import io.letsrun.console.mask.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** The user that a record is about: the {@code userId} of its value, or a key that is a UUID. */
final class UserIds {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FIELD = "userId";
    private static final int UUID_LENGTH = 36;

    private UserIds() {}

    static @Nullable UUID of(byte @Nullable [] key, byte @Nullable [] value) {
        UUID told = value == null ? null : inValue(value);
        return told != null || key == null || key.length != UUID_LENGTH
                ? told
                : PlainText.uuid(new String(key, StandardCharsets.UTF_8));
    }

    private static @Nullable UUID inValue(byte[] value) {
        try (JsonParser parser = JSON.createParser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean found = FIELD.equals(parser.currentName());
                JsonToken token = parser.nextToken();
                if (found) {
                    return token == JsonToken.VALUE_STRING ? PlainText.uuid(parser.getString()) : null;
                }
                parser.skipChildren();
            }
            return null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
