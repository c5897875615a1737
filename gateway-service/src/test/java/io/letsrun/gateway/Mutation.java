package io.letsrun.gateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Spoils valid bodies in the ways that have broken servers before. */
record Mutation(RandomGenerator random) {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-0.0",
            "-1",
            "1e999999999",
            "1e-999999999",
            "-1E+2147483647",
            "10e2147483647",
            "9223372036854775808",
            "0.1e-2147483648",
            "1.00000000000000000000000000001",
            "NaN",
            "Infinity",
            "[]",
            "{}",
            "[[[[]]]]",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00x\"",
            "\"\uD83C\uDFC3\"",
            "\"'; --\"",
            "\"2026-13-45T99:99:99Z\"",
            "\"2026-01-01T06:00:00+99:99\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:60Z\"",
            "\"a@b\"",
            "\"@@\"",
            "\"x@xn--.org\"",
            "\"\u0130@\u0130.example\"",
            "\"a@\u3002.org\"",
            "\"" + "x".repeat(400) + "\"",
            "1" + "0".repeat(999),
            "1" + "0".repeat(1001),
            "0." + "3".repeat(900),
            "\"\\u202e\"",
            "{\"a\":{\"a\":1}}",
            "\"ann@" + "a.".repeat(150) + "org\"");

    byte[] spoil(String valid) {
        return switch (random.nextInt(6)) {
            case 0 -> bytes(flipped(valid.getBytes(StandardCharsets.UTF_8)));
            case 1 -> valid.substring(0, random.nextInt(valid.length())).getBytes(StandardCharsets.UTF_8);
            case 2 -> (valid + VALUES.get(random.nextInt(VALUES.size()))).getBytes(StandardCharsets.UTF_8);
            default -> replaced(valid).getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] flipped(byte[] body) {
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            body[random.nextInt(body.length)] = (byte) random.nextInt();
        }
        return body;
    }

    private static byte[] bytes(byte[] body) {
        return body;
    }

    /** Puts raw text in a member's place, since much of it is no JSON that a tree could hold. */
    private String replaced(String valid) {
        ObjectNode body = (ObjectNode) JSON.readTree(valid);
        List<String> names =
                body.properties().stream().map(java.util.Map.Entry::getKey).toList();
        String name = names.get(random.nextInt(names.size()));
        JsonNode old = body.get(name);
        if (random.nextInt(10) == 0) {
            body.remove(name);
            return body.toString();
        }
        String marker = "\"@@marker@@\"";
        body.put(name, "@@marker@@");
        String value = random.nextInt(8) == 0 ? old.toString() : VALUES.get(random.nextInt(VALUES.size()));
        return body.toString().replace(marker, value);
    }
}
