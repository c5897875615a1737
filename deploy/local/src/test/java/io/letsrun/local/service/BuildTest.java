package io.letsrun.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.local.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {

    private static final Instant EARLIER = Instant.now().minus(Duration.ofHours(1));
    private static final Instant LATER = Instant.now().plus(Duration.ofHours(1));

    @TempDir
    private Path root;

    private Path source;
    private Path jar;

    @BeforeEach
    void aBuiltService() throws IOException {
        touch("pom.xml", EARLIER);
        touch("libraries/contracts/pom.xml", EARLIER);
        touch("libraries/edge/pom.xml", EARLIER);
        touch("libraries/delivery/pom.xml", EARLIER);
        touch("gateway-service/pom.xml", EARLIER);
        source = touch("gateway-service/src/main/java/Gateway.java", EARLIER);
        jar = touch("gateway-service/target/gateway-service-0.1.0-SNAPSHOT.jar", Instant.parse("2000-01-01T00:00:00Z"));
    }

    @Test
    void leavesABuiltServiceAlone() {
        assertThat(missing()).isEmpty();
    }

    @Test
    void makesAJarThatIsMissing() throws IOException {
        Files.delete(jar);

        assertThat(missing()).containsExactly("gateway-service");
    }

    @Test
    void makesAJarThatIsOlderThanItsSource() throws IOException {
        Files.setLastModifiedTime(source, FileTime.from(LATER));

        assertThat(missing()).containsExactly("gateway-service");
    }

    @Test
    void makesAJarThatIsOlderThanALibraryInIt() throws IOException {
        touch("libraries/delivery/src/main/java/Delivery.java", LATER);

        assertThat(missing()).containsExactly("gateway-service");
    }

    @Test
    void ignoresModulesThatTheCheckoutDoesNotHave() {
        assertThat(ServiceKind.in(new Checkout(root)))
                .extracting(ServiceKind::name)
                .containsExactly("gateway-service");
    }

    private List<String> missing() {
        Checkout checkout = new Checkout(root);
        return new Build(checkout)
                .missing(ServiceKind.in(checkout)).stream()
                        .map(ServiceKind::name)
                        .toList();
    }

    private Path touch(String path, Instant modified) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
