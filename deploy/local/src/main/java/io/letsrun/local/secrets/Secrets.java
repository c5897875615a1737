package io.letsrun.local.secrets;

import io.letsrun.local.Refusal;
import io.letsrun.local.process.StateFile;
import io.letsrun.local.server.PostgresPasswords;
import io.letsrun.local.service.ServiceKind;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The passwords and keys of this checkout's stack, made at random once and kept in a file only its owner reads.
 *
 * @param tokenKeys by the variables that services read them from
 * @param managementToken what a request that changes something at a management port brings
 */
public record Secrets(
        PostgresPasswords postgres,
        Map<String, String> tokenKeys,
        String userIdKey,
        ConsolePasswords console,
        String managementToken) {

    /** Whoever is new since the file was written gets a password now. */
    public static Secrets in(Path directory, List<String> roles) {
        Path file = directory.resolve("secrets.properties");
        Map<String, String> kept = read(file);
        Map<String, String> values = new LinkedHashMap<>(kept);
        String superuser = values.computeIfAbsent("postgres.password", name -> RandomText.password());
        Map<String, String> passwords = new LinkedHashMap<>();
        for (String role : roles) {
            passwords.put(
                    role, values.computeIfAbsent("postgres." + role + ".password", name -> RandomText.password()));
        }
        Map<String, String> tokenKeys = new LinkedHashMap<>();
        for (String variable : ServiceKind.allTokenKeys()) {
            tokenKeys.put(variable, values.computeIfAbsent(property(variable), name -> RandomText.tokenKey("local")));
        }
        String userIdKey = values.computeIfAbsent("user-id.key", name -> RandomText.key());
        Map<String, String> users = new LinkedHashMap<>();
        for (String user : ConsolePasswords.USERS) {
            users.put(user, values.computeIfAbsent("console." + user + ".password", name -> RandomText.password()));
        }
        String managementToken = values.computeIfAbsent("management.token", name -> RandomText.password());
        if (!values.equals(kept)) {
            write(file, values);
        }
        return new Secrets(
                new PostgresPasswords(superuser, passwords),
                tokenKeys,
                userIdKey,
                new ConsolePasswords(users),
                managementToken);
    }

    /** {@code token.keys} for LETSRUN_TOKEN_KEYS. */
    private static String property(String variable) {
        return variable.substring("LETSRUN_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    @Override
    public String toString() {
        return "secrets";
    }

    private static Map<String, String> read(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            Map<String, String> values = new LinkedHashMap<>();
            properties.stringPropertyNames().stream()
                    .sorted()
                    .forEach(name -> values.put(name, properties.getProperty(name)));
            return values;
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal("Cannot read the passwords in " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static void write(Path file, Map<String, String> values) {
        List<String> lines = new ArrayList<>();
        values.forEach((name, value) -> lines.add(name + "=" + value));
        StateFile.write(file, String.join("\n", lines) + "\n");
    }
}
