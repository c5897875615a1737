package io.letsrun.events.listing;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Names as they are compared, in filters and in order: composed and decomposed forms, capital and small letters, full and half
 * width are the same.
 */
final class NameKey {

    /** A cursor holds a key, and must fit into a URL. */
    private static final int SORTED = 64;

    private NameKey() {}

    /** Java has no case folding; to capital letters and back comes to the same, but for the two small sigmas. */
    static String of(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    /** Returns what of a name decides about its place in an order: names that begin alike for longer are ordered by id. */
    static String sorted(String name) {
        String start =
                name.substring(0, name.offsetByCodePoints(0, Math.min(SORTED, name.codePointCount(0, name.length()))));
        String key = of(start);
        int end = Math.min(SORTED, key.length());
        return key.substring(0, end < key.length() && Character.isHighSurrogate(key.charAt(end - 1)) ? end - 1 : end);
    }
}
