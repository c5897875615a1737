package io.letsrun.local.secrets;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/** How the passwords of the console's users become what the console is told of them. */
public enum PasswordHash {

    /** At the least cost bcrypt knows. Nobody guesses 128 random bits, however cheap a guess is, and {@code up} is to be quick. */
    BCRYPT(password -> "{bcrypt}" + BCrypt.hashpw(password, BCrypt.gensalt(4))),

    /** Hex, so that it passes unharmed where a dollar sign begins a variable. */
    PBKDF2(password -> "{pbkdf2@SpringSecurity_v5_8}"
            + Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(password));

    /** The console's users: one for each role, named like it. */
    public static final List<String> USERS = List.of("viewer", "operator", "editor");

    private final UnaryOperator<String> hash;

    PasswordHash(UnaryOperator<String> hash) {
        this.hash = hash;
    }

    /**
     * Returns the users with their hashed passwords, as the console reads them.
     *
     * @param passwords by user
     */
    public String users(Map<String, String> passwords) {
        return USERS.stream()
                .map(user -> user + ":" + user + ":" + hash.apply(Objects.requireNonNull(passwords.get(user), user)))
                .collect(Collectors.joining(","));
    }
}
