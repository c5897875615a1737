package io.letsrun.local.stack;

import io.letsrun.local.service.Layer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Ends many components, the last layer first and those of one layer together. */
final class Descent {

    private final Conductor conductor;

    Descent(Conductor conductor) {
        this.conductor = conductor;
    }

    void of(List<Member> members) {
        for (Layer layer : List.of(Layer.EDGE, Layer.CONSUMERS, Layer.SERVERS)) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                members.stream()
                        .filter(member -> member.layer() == layer)
                        .forEach(member -> threads.execute(() -> conductor.stop(member.component())));
            }
        }
    }
}
