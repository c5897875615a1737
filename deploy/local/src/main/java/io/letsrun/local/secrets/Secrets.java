package io.letsrun.local.secrets;

import io.letsrun.local.service.ServiceKind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The passwords and keys of this checkout's stack, made at random once.
 *
 * @param values as secrets.properties has them
 */
public record Secrets(Map<String, String> values) {

    /** Whoever is new since the file was written gets a password now. */
    public static Secrets in(Path directory) {
        Map<String, Supplier<String>> wanted = new LinkedHashMap<>();
        wanted.put("postgres.password", RandomText::password);
        ServiceKind.roles().forEach(role -> wanted.put("postgres." + role + ".password", RandomText::password));
        ServiceKind.allTokenKeys()
                .forEach(variable -> wanted.put(property(variable), () -> RandomText.tokenKey("local")));
        wanted.put("user-id.key", RandomText::key);
        PasswordHash.USERS.forEach(user -> wanted.put("console." + user + ".password", RandomText::password));
        wanted.put("management.token", RandomText::password);
        SecretsFile file = new SecretsFile(directory.resolve("secrets.properties"));
        file.complete(wanted, Map.of());
        return new Secrets(file.values());
    }

    /** The passwords of PostgreSQL's superuser and roles, by name. */
    public Map<String, String> postgres() {
        Map<String, String> passwords = new LinkedHashMap<>();
        passwords.put("postgres", value("postgres.password"));
        ServiceKind.roles().forEach(role -> passwords.put(role, value("postgres." + role + ".password")));
        return passwords;
    }

    /** The token keys for a variable such as {@code LETSRUN_TOKEN_KEYS}. */
    public String tokenKeys(String variable) {
        return value(property(variable));
    }

    public String userIdKey() {
        return value("user-id.key");
    }

    /** The passwords of the console's users, by name. */
    public Map<String, String> console() {
        return PasswordHash.USERS.stream()
                .collect(Collectors.toMap(user -> user, user -> value("console." + user + ".password")));
    }

    /** What a request that changes something at a management port brings. */
    public String managementToken() {
        return value("management.token");
    }

    /** {@code token.keys} for LETSRUN_TOKEN_KEYS. */
    private static String property(String variable) {
        return variable.substring("LETSRUN_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private String value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    @Override
    public String toString() {
        return "secrets";
    }
}
