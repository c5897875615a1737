package io.letsrun.load.burst;

import io.letsrun.load.openloop.RequestKind;
import io.letsrun.local.Refusal;
import java.util.EnumMap;
import java.util.Map;

/**
 * The shares of a mixed load.
 *
 * @param percent by kind; the sum is 100
 */
record Shares(Map<RequestKind, Integer> percent) {

    static final String DEFAULT = "signups=10,runs=40,profile=25,page=15,status=8,events=2";

    /** @throws Refusal when it cannot be read, or does not make a hundred */
    static Shares parse(String text) {
        Map<RequestKind, Integer> shares = new EnumMap<>(RequestKind.class);
        for (String part : text.split(",", -1)) {
            String[] pair = part.strip().split("=", -1);
            RequestKind kind = RequestKind.named(pair[0]).orElse(null);
            if (pair.length != 2 || kind == null || !pair[1].matches("\\d{1,3}") || shares.containsKey(kind)) {
                throw new Refusal("--shares is like " + DEFAULT + ", each kind once; not " + part + ".");
            }
            shares.put(kind, Integer.parseInt(pair[1]));
        }
        int sum = shares.values().stream().mapToInt(Integer::intValue).sum();
        if (sum != 100) {
            throw new Refusal("--shares add up to " + sum + " %, not 100.");
        }
        shares.values().removeIf(share -> share == 0);
        return new Shares(shares);
    }

    boolean has(RequestKind kind) {
        return percent.containsKey(kind);
    }
}
