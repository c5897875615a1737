package io.letsrun.load.phone;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Users who have signed up, with their tokens. Used by one thread at a time. */
public final class Users {

    private final int most;
    private final List<UUID> ids = new ArrayList<>();
    private final List<byte[]> authorizations = new ArrayList<>();

    public Users(int most) {
        this.most = most;
    }

    static Users none() {
        return new Users(0);
    }

    public int size() {
        return ids.size();
    }

    boolean isFull() {
        return ids.size() >= most;
    }

    void add(UUID id, String token) {
        ids.add(id);
        authorizations.add(("Authorization: Bearer " + token + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    public UUID id(int user) {
        return ids.get(user);
    }

    /** The header with the user's token, and its end of line. */
    byte[] authorization(int user) {
        return authorizations.get(user);
    }
}
