package io.letsrun.edge.http;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The target in a request line, in one spelling (RFC 9112, section 3.2; RFC 3986, section 6.2.2.2). */
public final class RequestTarget {

    private static final BitSet UNRESERVED = chars("-._~");
    private static final BitSet IN_PATH = chars("-._~!$&'()*+,;=:@/%");
    private static final BitSet IN_QUERY = chars("-._~!$&'()*+,;=:@/%?[]");

    private RequestTarget() {}

    private static BitSet chars(String others) {
        BitSet set = new BitSet(128);
        set.set('a', 'z' + 1);
        set.set('A', 'Z' + 1);
        set.set('0', '9' + 1);
        others.chars().forEach(set::set);
        return set;
    }

    /** Returns the path without the query. */
    public static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Returns the path and query, where unreserved characters of the path are decoded; null when it cannot be read. */
    static @Nullable String normalized(String target) {
        String origin = target.startsWith("/") ? target : withoutAuthority(target);
        if (origin == null) {
            return null;
        }
        int query = origin.indexOf('?');
        int path = query < 0 ? origin.length() : query;
        boolean encoded = false;
        for (int i = 0; i < origin.length(); i++) {
            char c = origin.charAt(i);
            if (c == '%') {
                if (byteAt(origin, i) < 0) {
                    return null;
                }
                encoded |= i < path;
            } else if (!(i < path ? IN_PATH : IN_QUERY).get(c) && i != path) {
                return null;
            }
        }
        return encoded ? decoded(origin.substring(0, path)) + origin.substring(path) : origin;
    }

    /** The absolute form, which proxies use. */
    private static @Nullable String withoutAuthority(String target) {
        int authority = target.regionMatches(true, 0, "http://", 0, 7)
                ? 7
                : target.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
        if (authority < 0) {
            return null;
        }
        int end = authority;
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        String rest = target.substring(end);
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    private static String decoded(String path) {
        StringBuilder text = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            int value = c == '%' ? byteAt(path, i) : -1;
            if (value >= 0 && UNRESERVED.get(value)) {
                text.append((char) value);
                i += 2;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** Returns the encoded byte; negative when there is none. */
    private static int byteAt(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = hex(text.charAt(percent + 1));
        int low = hex(text.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
