package io.letsrun.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.local.Checkout;
import io.letsrun.local.secrets.EnvFile;
import io.letsrun.local.service.ServiceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can be said of docker-compose.yml without Docker; deploy/compose-check runs it. */
class ComposeFileTest {

    private static final Set<String> ONE_SHOTS = Set.of("topics", "schema", "observability-tools");

    private final String text = read("docker-compose.yml");
    private final JsonNode services =
            new JsonMapper().<JsonNode>valueToTree(new Yaml().load(text)).get("services");

    @Test
    void hasEveryServiceAtItsPort() {
        for (ServiceKind kind : ServiceKind.ALL) {
            JsonNode arguments = service(kind.name()).path("build").path("args");

            assertThat(arguments.path("MODULE").asString()).isEqualTo(kind.module());
            assertThat(arguments.path("PORT").asInt()).as(kind.name()).isEqualTo(kind.port());
        }
    }

    @Test
    void tellsTheGatewayWhereTheOthersAre() {
        for (String other : List.of("signup-service", "profile-consumer", "events-service")) {
            ServiceKind kind = kind(other);

            assertThat(environment("gateway-service", kind.urlVariable()))
                    .isEqualTo("http://" + other + ":" + kind.port());
        }
    }

    @Test
    void givesEveryServiceTheHeapOfTheLocalStack() {
        for (ServiceKind kind : ServiceKind.ALL) {
            assertThat(megabytes(service(kind.name()).path("mem_limit").asString()) / 2)
                    .as(kind.name() + ": half of its memory, as in deploy/image/jvm.options")
                    .isGreaterThanOrEqualTo(kind.heapMegabytes());
        }
    }

    @Test
    void asksEveryServiceForItsHealth() {
        assertThat(without(service -> service.path("healthcheck").path("test").size() > 1))
                .isEqualTo(ONE_SHOTS);
    }

    @Test
    void restartsEverythingButWhatEnds() {
        assertThat(without(service -> service.path("restart").asString().equals("unless-stopped")))
                .isEqualTo(ONE_SHOTS);
    }

    @Test
    void limitsEverything() {
        for (String limit : List.of("mem_limit", "cpus", "pids_limit", "logging")) {
            assertThat(without(service -> service.has(limit))).as(limit).isEmpty();
        }
    }

    @Test
    void hasTheSameGiveWayAsTheLocalStack() {
        Stream<String> later =
                ServiceKind.ALL.stream().filter(kind -> kind.niceness() > 0).map(ServiceKind::name);

        assertThat(without(service -> !service.has("cpu_shares")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("postgres"), later).toList());
    }

    @Test
    void confinesEverything() {
        assertThat(without(service -> service.path("read_only").asBoolean())).isEmpty();
        assertThat(without(
                        service -> service.path("cap_drop").path(0).asString().equals("ALL")))
                .isEmpty();
        assertThat(without(service ->
                        service.path("security_opt").path(0).asString().equals("no-new-privileges:true")))
                .isEmpty();
        assertThat(without(service -> !service.has("privileged"))).isEmpty();
        assertThat(without(service -> !service.has("cap_add")))
                .as("gives a volume to an owner, and ends")
                .containsExactly("observability-tools");
    }

    @Test
    void publishesWhatPeopleUseOnThisMachineOnly() {
        assertThat(without(service -> !service.has("ports")))
                .containsExactlyInAnyOrder("gateway-service", "operator-console", "grafana");
        assertThat(ports("gateway-service"))
                .isEqualTo("[\"${LETSRUN_BIND_ADDRESS:-127.0.0.1}:${LETSRUN_GATEWAY_PORT:-8080}:8080\"]");
        assertThat(ports("operator-console"))
                .isEqualTo("[\"${LETSRUN_BIND_ADDRESS:-127.0.0.1}:${LETSRUN_CONSOLE_PORT:-8090}:8090\"]");
        assertThat(ports("grafana"))
                .isEqualTo("[\"${LETSRUN_BIND_ADDRESS:-127.0.0.1}:${LETSRUN_GRAFANA_PORT:-3000}:3000\"]");
    }

    @Test
    void needsNothingOfTheObservers() {
        Set<String> observers = services.properties().stream()
                .filter(service ->
                        service.getValue().path("profiles").toString().contains("observability"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        assertThat(observers).contains("prometheus", "grafana", "otel-collector");
        assertThat(without(service -> observers.stream().noneMatch(service.path("depends_on")::has)))
                .isSubsetOf(observers);
    }

    @Test
    void waitsUntilWhatAServiceNeedsIsHealthy() {
        services.forEachEntry((name, service) -> service.path("depends_on")
                .forEachEntry((needed, how) -> assertThat(how.path("condition").asString())
                        .as(name + " needs " + needed)
                        .isEqualTo(ONE_SHOTS.contains(needed) ? "service_completed_successfully" : "service_healthy")));
        assertThat(without(service -> service.has("depends_on") || !service.has("build")))
                .containsExactly("upstream-simulator");
    }

    @Test
    void hasNoSecretInIt() {
        services.forEachEntry((name, service) -> service.path("environment").forEachEntry((variable, value) -> {
            if (variable.matches(".*(PASSWORD|AUTH|KEYS|CONSOLE_USERS|SECRET).*")) {
                assertThat(value.asString())
                        .as(name + " " + variable)
                        .matches("\\$\\{[A-Z_]+:\\?is not set; run \\./letsrun env first}");
            }
        }));
    }

    @Test
    void asksForNothingThatEnvDoesNotMake(@TempDir Path directory) {
        List<String> made = new EnvFile(directory.resolve(".env")).complete();

        Set<String> required = Pattern.compile("\\$\\{([A-Z_]+):\\?")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(required).isNotEmpty().isSubsetOf(made);
    }

    @Test
    void givesEachServiceItsOwnTokenKeysOnly() {
        services.forEachEntry((name, service) -> assertThat(service.path("environment").properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(variable -> variable.endsWith("TOKEN_KEYS")))
                .as(name)
                .containsExactlyInAnyOrderElementsOf(ServiceKind.ALL.stream()
                        .filter(kind -> kind.name().equals(name))
                        .flatMap(kind -> kind.tokenKeys().stream())
                        .toList()));
    }

    @Test
    void givesEachServiceItsOwnRole() {
        for (ServiceKind kind : ServiceKind.ALL) {
            assertThat(environment(kind.name(), "POSTGRES_USER")).isEqualTo(kind.role() == null ? "" : kind.role());
        }
    }

    @Test
    void makesTheRolesOfTheLocalStack() {
        String schema = read("deploy/compose/schema.sql");

        List<String> owned = Pattern.compile("CREATE SCHEMA IF NOT EXISTS (\\w+) AUTHORIZATION \\1;")
                .matcher(schema)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(owned).containsExactlyInAnyOrderElementsOf(ServiceKind.roles());
        assertThat(schema).contains("CREATE EXTENSION IF NOT EXISTS pg_trgm;");
    }

    private JsonNode service(String name) {
        assertThat(services.has(name)).as(name).isTrue();
        return services.path(name);
    }

    private String environment(String service, String variable) {
        return service(service).path("environment").path(variable).asString("");
    }

    private String ports(String service) {
        return service(service).path("ports").toString();
    }

    private Set<String> without(Predicate<JsonNode> rule) {
        return services.properties().stream()
                .filter(service -> !rule.test(service.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static ServiceKind kind(String name) {
        return ServiceKind.ALL.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long megabytes(String size) {
        long number = Long.parseLong(size.substring(0, size.length() - 1));
        return size.endsWith("g") ? number * 1024 : number;
    }

    private static String read(String file) {
        try {
            return Files.readString(Checkout.find().root().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
