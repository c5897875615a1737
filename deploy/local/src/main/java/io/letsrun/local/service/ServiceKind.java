package io.letsrun.local.service;

import static io.letsrun.local.process.Priority.FIRST;
import static io.letsrun.local.process.Priority.LATER;

import io.letsrun.local.Checkout;
import io.letsrun.local.process.Priority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A service of the stack, as it is in every checkout.
 *
 * @param name its artifact's name
 * @param module where its module lies in the checkout
 * @param port where it listens, without the offset
 * @param role its role in PostgreSQL, if it has one
 * @param layer when it ends
 * @param standalone whether it starts without the servers
 * @param tokenKeys the variables of the token keys that it holds
 * @param heapMegabytes the most its heap may take
 * @param priority {@link Priority#FIRST} for what a phone's request waits for
 */
public record ServiceKind(
        String name,
        String module,
        int port,
        @Nullable String role,
        Layer layer,
        boolean standalone,
        List<String> tokenKeys,
        int heapMegabytes,
        Priority priority) {

    public static final String GATEWAY = "gateway-service";
    public static final String CONSOLE = "operator-console";

    public static final String SIGNUPS = "signup-service";

    private static final String SIMULATOR = "upstream-simulator";

    private static final String PHONES = "LETSRUN_TOKEN_KEYS";
    private static final String PROFILE = "LETSRUN_PROFILE_TOKEN_KEYS";
    private static final String EVENTS = "LETSRUN_EVENTS_TOKEN_KEYS";

    public static final List<ServiceKind> ALL = List.of(
            new ServiceKind(SIGNUPS, SIGNUPS, 8081, "signup", Layer.CONSUMERS, false, List.of(PHONES), 512, LATER),
            new ServiceKind(
                    "profile-consumer",
                    "profile-consumer",
                    8082,
                    "profile",
                    Layer.CONSUMERS,
                    false,
                    List.of(PROFILE),
                    320,
                    LATER),
            new ServiceKind(SIMULATOR, "deploy/simulator", 8099, null, Layer.CONSUMERS, true, List.of(), 128, FIRST),
            new ServiceKind(
                    "events-service",
                    "events-service",
                    8083,
                    null,
                    Layer.CONSUMERS,
                    false,
                    List.of(EVENTS),
                    256,
                    FIRST),
            new ServiceKind(CONSOLE, CONSOLE, 8090, "dead_letters", Layer.EDGE, false, List.of(), 256, LATER),
            new ServiceKind(
                    GATEWAY,
                    "gateway-service",
                    8080,
                    null,
                    Layer.EDGE,
                    false,
                    List.of(PHONES, PROFILE, EVENTS),
                    512,
                    FIRST));

    /** Those whose modules this checkout has. */
    public static List<ServiceKind> in(Checkout checkout) {
        return ALL.stream()
                .filter(kind -> Files.exists(kind.directory(checkout).resolve("pom.xml")))
                .toList();
    }

    public static List<String> roles() {
        return ALL.stream().map(ServiceKind::role).filter(Objects::nonNull).toList();
    }

    /** The variables of all token keys. */
    public static List<String> allTokenKeys() {
        return ALL.stream()
                .flatMap(kind -> kind.tokenKeys().stream())
                .distinct()
                .toList();
    }

    /** Where it tells its health and its metrics, without the offset; the simulator does so where it serves. */
    public int managementPort() {
        return name.equals(SIMULATOR) ? port : port + 1_000;
    }

    public Path directory(Checkout checkout) {
        return checkout.root().resolve(module);
    }

    public Path jar(Checkout checkout) {
        return directory(checkout).resolve("target/" + name + "-0.1.0-SNAPSHOT.jar");
    }

    /** {@code SIGNUP_SERVICE_URL} for signup-service. */
    public String urlVariable() {
        String variable = name.equals("profile-consumer") ? "profile-service" : name;
        return variable.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
    }
}
