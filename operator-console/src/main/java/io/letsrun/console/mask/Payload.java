package io.letsrun.console.mask;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The value of a record, to be read by people: JSON is laid out, everything else is shown as the text it may be.
 *
 * @param text for a page or an answer
 * @param kind of what it is
 * @param masked whether addresses and names are hidden in it
 */
public record Payload(String text, Kind kind, boolean masked) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** What a value can be. */
    public enum Kind {
        JSON,
        TEXT,
        BINARY,
        NOTHING
    }

    /** Returns it with addresses and names hidden. */
    public static Payload masked(byte @Nullable [] value) {
        return of(value, true);
    }

    /** Returns it as it is. */
    public static Payload revealed(byte @Nullable [] value) {
        return of(value, false);
    }

    private static Payload of(byte @Nullable [] value, boolean mask) {
        if (value == null) {
            return new Payload("", Kind.NOTHING, mask);
        }
        JsonNode json = json(value);
        if (json != null) {
            return new Payload(JSON.writeValueAsString(mask ? masked(json) : json), Kind.JSON, mask);
        }
        String text = PlainText.of(value);
        return new Payload(mask ? Mask.text(text) : text, isText(value) ? Kind.TEXT : Kind.BINARY, mask);
    }

    private static @Nullable JsonNode json(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            return json == null || json.isMissingNode() ? null : json;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Nesting is bounded by the parser, so this ends. */
    private static JsonNode masked(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode masked = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(field -> masked.set(Mask.text(field.getKey()), masked(field.getKey(), field.getValue())));
            return masked;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode masked = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> masked.add(masked(element)));
            return masked;
        }
        return node.isString() ? JsonNodeFactory.instance.stringNode(Mask.text(node.stringValue())) : node;
    }

    private static JsonNode masked(String field, JsonNode value) {
        if (!Mask.hides(field)) {
            return masked(value);
        }
        return value.isNull() ? value : JsonNodeFactory.instance.stringNode(Mask.HIDDEN);
    }

    private static boolean isText(byte[] value) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            return text.indexOf('\0') < 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
