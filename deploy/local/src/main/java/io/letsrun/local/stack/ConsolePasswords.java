package io.letsrun.local.stack;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * The passwords of the console's users, of whom there is one for each role, named like it.
 *
 * @param passwords by user
 */
record ConsolePasswords(Map<String, String> passwords) {

    static final List<String> USERS = List.of("viewer", "operator", "editor");

    /** The least bcrypt knows. Nobody guesses 128 random bits, however cheap a guess is, and {@code up} is to be quick. */
    private static final int COST = 4;

    String of(String user) {
        return Objects.requireNonNull(passwords.get(user), user);
    }

    /** Returns the users with their hashed passwords, as the console reads them. */
    String users() {
        return USERS.stream()
                .map(user -> user + ":" + user + ":" + hash(of(user)))
                .collect(Collectors.joining(","));
    }

    private static String hash(String password) {
        return "{bcrypt}" + BCrypt.hashpw(password, BCrypt.gensalt(COST));
    }

    @Override
    public String toString() {
        return "passwords of " + String.join(", ", passwords.keySet());
    }
}
