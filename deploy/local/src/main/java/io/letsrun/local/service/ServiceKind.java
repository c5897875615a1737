package io.letsrun.local.service;

import io.letsrun.local.Checkout;
import io.letsrun.local.process.Component.Layer;
import io.letsrun.local.process.Launch;
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
 * @param port where it listens, without the offset
 * @param role its role in PostgreSQL, if it has one
 * @param layer when it ends
 * @param tokenKeys the variables of the token keys that it holds
 * @param heapMegabytes the most its heap may take
 */
public record ServiceKind(
        String name, int port, @Nullable String role, Layer layer, List<String> tokenKeys, int heapMegabytes) {

    public static final String GATEWAY = "gateway-service";
    public static final String CONSOLE = "operator-console";
    public static final String SIGNUPS = "signup-service";
    private static final String PROFILES = "profile-consumer";

    private static final String SIMULATOR = "upstream-simulator";

    private static final String PHONES = "LETSRUN_TOKEN_KEYS";
    private static final String PROFILE = "LETSRUN_PROFILE_TOKEN_KEYS";
    private static final String EVENTS = "LETSRUN_EVENTS_TOKEN_KEYS";

    public static final List<ServiceKind> ALL = List.of(
            new ServiceKind(SIGNUPS, 8081, "signup", Layer.CONSUMERS, List.of(PHONES), 512),
            new ServiceKind(PROFILES, 8082, "profile", Layer.CONSUMERS, List.of(PROFILE), 320),
            new ServiceKind(SIMULATOR, 8099, null, Layer.CONSUMERS, List.of(), 128),
            new ServiceKind("events-service", 8083, null, Layer.CONSUMERS, List.of(EVENTS), 256),
            new ServiceKind(CONSOLE, 8090, "dead_letters", Layer.EDGE, List.of(), 256),
            new ServiceKind(GATEWAY, 8080, null, Layer.EDGE, List.of(PHONES, PROFILE, EVENTS), 512));

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

    /** Whether it stands for the upstream, and so starts without the servers. */
    boolean isSimulator() {
        return name.equals(SIMULATOR);
    }

    /** What stores gives way to what a phone's request waits for. Where reads wait too, threads that store do so by themselves. */
    public int niceness() {
        return role == null || name.equals(PROFILES) ? 0 : Launch.LATER;
    }

    /** Where it tells its health and its metrics, without the offset; the simulator does so where it serves. */
    public int managementPort() {
        return isSimulator() ? port : port + 1_000;
    }

    /** Where its module lies in the checkout. */
    public String module() {
        return isSimulator() ? "deploy/simulator" : name;
    }

    public Path directory(Checkout checkout) {
        return checkout.root().resolve(module());
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
