package io.letsrun.local.secrets;

import io.letsrun.local.service.ServiceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The file that docker-compose.yml takes its secrets from. No value in it has a character that either Compose or a shell would take
 * for something else.
 */
public final class EnvFile {

    /** The console's users and the hashes of their passwords, which belong together. */
    private static final String USERS = "LETSRUN_CONSOLE_USERS";

    private static final Map<String, String> COMMENTS = Map.of(
            "POSTGRES_PASSWORD",
            "Made by ./letsrun env for docker-compose.yml. Keep it: the data was made with these passwords.",
            "LETSRUN_CONSOLE_VIEWER_PASSWORD",
            "Compose gets the hashes only (PBKDF2: no dollar sign, which Compose would replace); the passwords are yours.",
            "LETSRUN_SIGNUP_BURST",
            """
            Signups of one address. Behind a published port all clients have one address, that of Docker's bridge, so this
            is everybody's limit. Where each client's own address arrives, remove both: then 60 and 60 a minute hold.
            """);

    private final SecretsFile file;

    public EnvFile(Path path) {
        file = new SecretsFile(path.toAbsolutePath().normalize());
    }

    public Path path() {
        return file.path();
    }

    public boolean exists() {
        return Files.exists(path());
    }

    /** @return the names of what was missing, and was added */
    public List<String> complete() {
        Map<String, String> kept = file.values();
        Map<String, Supplier<String>> wanted = new LinkedHashMap<>();
        wanted.put("POSTGRES_PASSWORD", RandomText::password);
        ServiceKind.roles().forEach(role -> wanted.put(passwordOf("POSTGRES", role), RandomText::password));
        wanted.put("REDIS_PASSWORD", RandomText::password);
        ServiceKind.allTokenKeys().forEach(variable -> wanted.put(variable, () -> RandomText.tokenKey("compose")));
        wanted.put("LETSRUN_MANAGEMENT_TOKEN", RandomText::password);
        wanted.put("LETSRUN_USER_ID_KEY", RandomText::key);
        if (!kept.containsKey(USERS)) {
            Map<String, String> passwords = new LinkedHashMap<>();
            PasswordHash.USERS.forEach(user ->
                    passwords.put(user, kept.getOrDefault(passwordOf("LETSRUN_CONSOLE", user), RandomText.password())));
            passwords.forEach((user, password) -> wanted.put(passwordOf("LETSRUN_CONSOLE", user), () -> password));
            wanted.put(USERS, () -> PasswordHash.PBKDF2.users(passwords));
        }
        wanted.put("GRAFANA_PASSWORD", RandomText::password);
        wanted.put("LETSRUN_SIGNUP_BURST", () -> "100000");
        wanted.put("LETSRUN_SIGNUPS_PER_MINUTE", () -> "100000");
        return file.complete(wanted, COMMENTS);
    }

    public void delete() {
        try {
            Files.deleteIfExists(path());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot replace " + path(), e);
        }
    }

    private static String passwordOf(String prefix, String name) {
        return prefix + "_" + name.toUpperCase(Locale.ROOT) + "_PASSWORD";
    }
}
