package io.letsrun.console.access;

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
