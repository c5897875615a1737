package io.letsrun.local.dlq;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who asks. */
public record Credentials(String user, String password) {

    /** RFC 7617. */
    String basic() {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    @Override
    public String toString() {
        return user;
    }
}
