package io.letsrun.local.server;

import java.util.Map;

/**
 * Who may log in, and with what.
 *
 * @param superuser the password of {@code postgres}
 * @param roles the password of each role
 */
public record PostgresPasswords(String superuser, Map<String, String> roles) {

    public String of(String role) {
        if (role.equals("postgres")) {
            return superuser;
        }
        String password = roles.get(role);
        if (password == null) {
            throw new IllegalArgumentException("no role " + role + " among " + roles.keySet());
        }
        return password;
    }

    @Override
    public String toString() {
        return "passwords of postgres, " + String.join(", ", roles.keySet());
    }
}
