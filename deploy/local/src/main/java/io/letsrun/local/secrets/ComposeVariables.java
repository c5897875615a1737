package io.letsrun.local.secrets;

import io.letsrun.local.service.ServiceKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What docker-compose.yml wants to be told, each with a value made at random or fit for one machine. */
final class ComposeVariables {

    /** The console's users and the hashes of their passwords, which belong together. */
    static final String USERS = "LETSRUN_CONSOLE_USERS";

    private static final Map<String, List<String>> EXPLANATIONS = Map.of(
            "POSTGRES_PASSWORD",
            List.of("# Made by ./letsrun env for docker-compose.yml. Keep it: the data was made with these passwords."),
            "LETSRUN_CONSOLE_VIEWER_PASSWORD",
            List.of("# Compose gets the hashes only (PBKDF2: no dollar sign, which Compose would replace); the"
                    + " passwords are yours."),
            "LETSRUN_SIGNUP_BURST",
            List.of(
                    "# Signups of one address. Behind a published port all clients have one address, that of Docker's"
                            + " bridge, so this",
                    "# is everybody's limit. Where each client's own address arrives, remove both: then 60 and 60 a"
                            + " minute hold."));

    /** In the order of the file. */
    Map<String, String> missingFrom(Map<String, String> kept) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("POSTGRES_PASSWORD", RandomText.password());
        ServiceKind.roles().forEach(role -> all.put(role(role), RandomText.password()));
        all.put("REDIS_PASSWORD", RandomText.password());
        ServiceKind.allTokenKeys().forEach(variable -> all.put(variable, RandomText.tokenKey("compose")));
        all.put("LETSRUN_MANAGEMENT_TOKEN", RandomText.password());
        all.put("LETSRUN_USER_ID_KEY", RandomText.key());
        if (!kept.containsKey(USERS)) {
            all.putAll(console(kept));
        }
        all.put("GRAFANA_PASSWORD", RandomText.password());
        all.put("LETSRUN_SIGNUP_BURST", "100000");
        all.put("LETSRUN_SIGNUPS_PER_MINUTE", "100000");
        all.keySet().removeAll(kept.keySet());
        return all;
    }

    /** Whoever has no password yet gets one; hashed are all of them. */
    private static Map<String, String> console(Map<String, String> kept) {
        Map<String, String> passwords = new LinkedHashMap<>();
        ConsolePasswords.USERS.forEach(
                user -> passwords.put(user, kept.getOrDefault(password(user), RandomText.password())));
        Map<String, String> variables = new LinkedHashMap<>();
        passwords.forEach((user, password) -> variables.put(password(user), password));
        variables.put(USERS, new ConsolePasswords(passwords).users(PasswordHash.PBKDF2));
        return variables;
    }

    static List<String> explanation(String name) {
        return EXPLANATIONS.getOrDefault(name, List.of());
    }

    private static String role(String role) {
        return "POSTGRES_" + role.toUpperCase(Locale.ROOT) + "_PASSWORD";
    }

    private static String password(String user) {
        return "LETSRUN_CONSOLE_" + user.toUpperCase(Locale.ROOT) + "_PASSWORD";
    }
}
