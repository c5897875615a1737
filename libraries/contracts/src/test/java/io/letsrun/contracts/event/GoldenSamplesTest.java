package io.letsrun.contracts.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.letsrun.contracts.delivery.ReplayResult;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.contracts.signup.SignupAccepted;
import io.letsrun.contracts.signup.SignupRejected;
import io.letsrun.contracts.signup.SignupRequested;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every sample ever published decodes, keeps its schema, and comes out as it went in. */
class GoldenSamplesTest {

    private static final Path SAMPLES = Path.of("src/test/resources/golden");
    private static final List<EventType<?>> TYPES = List.of(
            SignupRequested.TYPE,
            SignupAccepted.TYPE,
            SignupRejected.TYPE,
            RunRecorded.TYPE,
            RunDeleted.TYPE,
            ReplayResult.TYPE);
    private static final Map<String, List<Object>> WRONG = Map.ofEntries(
            Map.entry("userId", List.of("0190a0b0-c0d0-7e0f-8a1b-2c3d4e5f6071")),
            Map.entry("version", List.of(0, 9007199254740993L, "many")),
            Map.entry("distanceMillimeters", List.of(999, 1_000_000_001L)),
            Map.entry("elapsedSeconds", List.of(0, 604_801)),
            Map.entry("utcOffsetMinutes", List.of(-1_081, 1_081)),
            Map.entry("movingSeconds", List.of(-1, 604_801)),
            Map.entry("averageHeartRateBpm", List.of(19.9, 250.1)),
            Map.entry("elevationGainMeters", List.of(-0.1, 20_000.1)),
            Map.entry("birthYear", List.of(1899, 2101)),
            Map.entry("country", List.of("N", "NGA")),
            Map.entry("firstName", List.of("", "a".repeat(101))),
            Map.entry("clientRunId", List.of("", "x".repeat(65))),
            Map.entry("outcome", List.of("", "perhaps")));

    /** Fields that were published once and are ignored since. */
    private static final List<String> RETIRED = List.of("idempotencyKeyHash");

    private final EventCodec codec = new EventCodec(TYPES.toArray(EventType<?>[]::new));
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @TestFactory
    Stream<DynamicTest> decodesAndEncodesAlike() {
        return samples()
                .map(sample -> DynamicTest.dynamicTest(sample.name(), () -> {
                    Event event = codec.decode(sample.type(), sample.bytes());

                    assertThat(event.type().name()).isEqualTo(sample.type());
                    assertThat(JsonMapper.shared().readTree(codec.encode(event)))
                            .isEqualTo(sample.json().deepCopy().without(RETIRED));
                    assertThat(schema(sample.type()).validate(sample.json())).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> ignoresFieldsOfLaterVersions() {
        return samples()
                .map(sample -> DynamicTest.dynamicTest(sample.name(), () -> {
                    ObjectNode later = sample.json().deepCopy();
                    later.put("addedLater", "something");

                    assertThat(codec.decode(sample.type(), later.toString().getBytes(UTF_8)))
                            .isEqualTo(codec.decode(sample.type(), sample.bytes()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> schemaAndRecordRefuseTheSame() {
        return samples()
                .flatMap(sample -> Stream.concat(
                        required(sample.type()).map(field -> broken(sample, field, null)),
                        WRONG.entrySet().stream()
                                .filter(entry -> sample.json().has(entry.getKey()))
                                .flatMap(entry -> entry.getValue().stream()
                                        .map(value -> broken(sample, entry.getKey(), value)))));
    }

    @TestFactory
    Stream<DynamicTest> everyTypeHasASample() {
        return TYPES.stream()
                .map(type -> DynamicTest.dynamicTest(
                        type.name(),
                        () -> assertThat(samples().map(Sample::type)).contains(type.name())));
    }

    private DynamicTest broken(Sample sample, String field, @org.jspecify.annotations.Nullable Object value) {
        return DynamicTest.dynamicTest(sample.name() + " with " + field + "=" + value, () -> {
            ObjectNode json = sample.json().deepCopy();
            if (value == null) {
                json.remove(field);
            } else {
                json.set(field, JsonMapper.shared().valueToTree(value));
            }

            assertThat(schema(sample.type()).validate(json)).isNotEmpty();
            assertThatThrownBy(() -> codec.decode(sample.type(), json.toString().getBytes(UTF_8)))
                    .isInstanceOf(UndecodableEvent.class);
        });
    }

    private Stream<String> required(String type) {
        return read(type).get("required").valueStream().map(JsonNode::asString);
    }

    private Schema schema(String type) {
        return schemas.getSchema(read(type));
    }

    private static JsonNode read(String type) {
        try (InputStream in = EventType.class.getResourceAsStream("/schema/" + type + ".json")) {
            assertThat(in).as("schema of " + type).isNotNull();
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Sample> samples() {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.sorted().map(Sample::of).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Sample(String name, String type, ObjectNode json, byte[] bytes) {

        static Sample of(Path file) {
            String name = file.getFileName().toString().replace(".json", "");
            try {
                byte[] bytes = Files.readAllBytes(file);
                ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(bytes);
                return new Sample(name, name.substring(0, name.lastIndexOf('.')), json, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
