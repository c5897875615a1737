package io.letsrun.console.access;

import io.letsrun.edge.connection.ClientAddresses;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may log in, from where, and whether anybody may edit.
 *
 * @param users {@code name:role:password-hash}, separated by commas; default none, so that nobody can
 * @param trustedProxies addresses or networks ({@code 10.0.0.0/8}) whose {@code X-Forwarded-For} is believed; default none
 * @param editing whether editors may change a payload before it is replayed; default false
 */
@ConfigurationProperties("letsrun.console")
public record AccessProperties(
        @DefaultValue("") String users,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("false") boolean editing) {

    /** @throws IllegalArgumentException when a user or a proxy makes no sense */
    public AccessProperties {
        parse(users);
        trustedProxies = List.copyOf(trustedProxies);
        new ClientAddresses(trustedProxies);
    }

    /** By name. */
    public Map<String, ConsoleUser> known() {
        return parse(users);
    }

    private static Map<String, ConsoleUser> parse(String users) {
        List<ConsoleUser> all = Arrays.stream(users.split(","))
                .filter(user -> !user.isBlank())
                .map(ConsoleUser::parse)
                .toList();
        Map<String, ConsoleUser> known = new HashMap<>();
        for (ConsoleUser user : all) {
            if (known.put(user.name(), user) != null) {
                throw new IllegalArgumentException("there are two users named " + user.name());
            }
        }
        return known;
    }

    /** Without hashes, so that it may be logged. */
    @Override
    public String toString() {
        return "AccessProperties[users=" + known().keySet() + ", trustedProxies=" + trustedProxies + ", editing="
                + editing + "]";
    }

    /**
     * Somebody who may log in.
     *
     * @param name 1 to 64 characters, no colon and no comma
     * @param passwordHash as Spring Security encodes it: {@code {bcrypt}…}
     */
    public record ConsoleUser(String name, Role role, String passwordHash) {

        private static final int MAX_NAME = 64;

        public ConsoleUser {
            if (name.isBlank() || name.length() > MAX_NAME) {
                throw new IllegalArgumentException("a user's name is 1 to " + MAX_NAME + " characters long");
            }
            if (!passwordHash.startsWith("{") || passwordHash.startsWith("{noop}")) {
                throw new IllegalArgumentException("the password of " + name + " is not hashed: {bcrypt}… is wanted");
            }
        }

        /** @throws IllegalArgumentException when it is not {@code name:role:password-hash}; the message holds no hash */
        static ConsoleUser parse(String text) {
            String[] parts = text.strip().split(":", 3);
            if (parts.length < 3) {
                throw new IllegalArgumentException("a user is name:role:password-hash");
            }
            return new ConsoleUser(parts[0], Role.parse(parts[1]), parts[2]);
        }

        /** Without the hash, so that it may be logged. */
        @Override
        public String toString() {
            return name + ":" + role.text();
        }
    }
}
