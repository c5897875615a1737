package io.letsrun.local.secrets;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The passwords of the console's users, of whom there is one for each role, named like it.
 *
 * @param passwords by user
 */
public record ConsolePasswords(Map<String, String> passwords) {

    public static final List<String> USERS = List.of("viewer", "operator", "editor");

    public String of(String user) {
        return Objects.requireNonNull(passwords.get(user), user);
    }

    /** Returns the users with their hashed passwords, as the console reads them. */
    public String users(PasswordHash hash) {
        return USERS.stream()
                .map(user -> user + ":" + user + ":" + hash.of(of(user)))
                .collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return "passwords of " + String.join(", ", passwords.keySet());
    }
}
