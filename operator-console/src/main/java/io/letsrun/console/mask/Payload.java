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
 * <p>Masked, only what {@link KnownFields} knows to be harmless is shown. Of a value that is no JSON nothing is known.
 *
 * @param text for a page or an answer
 * @param kind of what it is
 * @param masked whether everything that may be personal is hidden in it
 */
public record Payload(String text, Kind kind, boolean masked) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What a value can be. */
    public enum Kind {
        JSON,
        TEXT,
        BINARY,
        NOTHING
    }

    /** Returns it with everything hidden that is not known to be harmless. */
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
            return new Payload(JSON.writeValueAsString(mask ? masked("", json) : json), Kind.JSON, mask);
        }
        Kind kind = isText(value) ? Kind.TEXT : Kind.BINARY;
        return new Payload(mask ? Mask.HIDDEN + " (" + value.length + " bytes)" : PlainText.of(value), kind, mask);
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
    private static JsonNode masked(String field, JsonNode value) {
        return switch (value) {
            case ObjectNode object -> masked(object);
            case ArrayNode array -> {
                ArrayNode masked = NODES.arrayNode();
                array.forEach(element -> masked.add(masked(field, element)));
                yield masked;
            }
            default -> value.isNull() || KnownFields.mayShow(field, value) ? value : NODES.stringNode(Mask.HIDDEN);
        };
    }

    private static ObjectNode masked(ObjectNode object) {
        ObjectNode masked = NODES.objectNode();
        int unknown = 0;
        for (var field : object.properties()) {
            boolean known = KnownFields.NAMES.contains(field.getKey());
            unknown += known ? 0 : 1;
            masked.set(known ? field.getKey() : Mask.HIDDEN + unknown, masked(field.getKey(), field.getValue()));
        }
        return masked;
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
