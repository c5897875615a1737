package io.letsrun.load.phone;

import java.nio.charset.StandardCharsets;

/** Requests without what differs between them. */
record Head(String host) {

    /** Up to where a header follows, or the end of the head. */
    String post(String path, int bodyBytes) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\nContent-Length: "
                + bodyBytes + "\r\n";
    }

    String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: application/json\r\n";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
