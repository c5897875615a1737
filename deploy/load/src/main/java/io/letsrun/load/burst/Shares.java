package io.letsrun.load.burst;

import io.letsrun.load.openloop.RequestKind;
import io.letsrun.local.Refusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much of a mixed load is what, in percent.
 *
 * @param percent by kind; they add up to 100
 */
record Shares(Map<RequestKind, Integer> percent) {

    static final String DEFAULT = "signups=10,runs=40,profile=25,page=15,status=8,events=2";

    private static final Map<String, RequestKind> NAMES = Map.of(
            "signups", RequestKind.SIGNUP,
            "runs", RequestKind.RUN,
            "profile", RequestKind.PROFILE,
            "page", RequestKind.RUNS_PAGE,
            "status", RequestKind.SIGNUP_STATUS,
            "events", RequestKind.EVENTS);

    /** @throws Refusal when it cannot be read, or does not make a hundred */
    static Shares parse(String text) {
        Map<RequestKind, Integer> shares = new EnumMap<>(RequestKind.class);
        for (String part : text.split(",", -1)) {
            String[] pair = part.strip().split("=", -1);
            RequestKind kind = NAMES.get(pair[0]);
            if (pair.length != 2 || kind == null || !pair[1].matches("\\d{1,3}") || shares.containsKey(kind)) {
                throw new Refusal("Shares are like " + DEFAULT + ", each once; " + part + " is none.");
            }
            shares.put(kind, Integer.parseInt(pair[1]));
        }
        int sum = shares.values().stream().mapToInt(Integer::intValue).sum();
        if (sum != 100) {
            throw new Refusal("The shares make " + sum + " %, not 100.");
        }
        shares.values().removeIf(share -> share == 0);
        return new Shares(shares);
    }

    boolean has(RequestKind kind) {
        return percent.containsKey(kind);
    }

    @Override
    public String toString() {
        return percent.entrySet().stream()
                .map(share -> share.getValue() + " % " + share.getKey())
                .collect(Collectors.joining(", "));
    }
}
