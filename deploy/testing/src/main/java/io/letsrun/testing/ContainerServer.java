package io.letsrun.testing;

import com.github.dockerjava.api.DockerClient;
import io.letsrun.local.process.Component;
import io.letsrun.local.process.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A server in a container, on a port of this host that stays the same. Testcontainers makes and removes the container; in
 * between it is stopped, killed and started as it is, since Testcontainers would make a new one.
 */
final class ContainerServer implements Server.Lifecycle {

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);

    private final Component component;
    private final GenericContainer<?> container;
    private @Nullable String id;
    private boolean running;

    /**
     * @param component the same server as a process: it tells when the one at its port is ready, and provisions it
     * @param containerPort where the server listens in the container
     */
    ContainerServer(String image, Component component, int containerPort, Map<String, String> environment) {
        this.component = component;
        int port = component.ports().getFirst();
        this.container = new GenericContainer<>(DockerImageName.parse(image))
                .withExposedPorts(containerPort)
                .withEnv(environment)
                .waitingFor(new Ready());
        container.setPortBindings(List.of(port + ":" + containerPort));
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        if (id == null) {
            container.start();
            id = container.getContainerId();
        } else {
            docker().startContainerCmd(id).exec();
            awaitReady();
        }
        component.provision();
        running = true;
    }

    @Override
    public synchronized void stop() {
        if (running && id != null) {
            docker().stopContainerCmd(id).exec();
            running = false;
        }
    }

    @Override
    public synchronized void kill() {
        if (running && id != null) {
            docker().killContainerCmd(id).exec();
            running = false;
        }
    }

    synchronized void remove() {
        container.stop();
        running = false;
    }

    private void awaitReady() {
        Instant end = Instant.now().plus(READY_WITHIN);
        while (!component.ready()) {
            if (Instant.now().isAfter(end) || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException(component.name() + " is not ready within " + READY_WITHIN);
            }
            Pause.of(Duration.ofMillis(100));
        }
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }

    private final class Ready extends AbstractWaitStrategy {

        @Override
        protected void waitUntilReady() {
            awaitReady();
        }
    }
}
