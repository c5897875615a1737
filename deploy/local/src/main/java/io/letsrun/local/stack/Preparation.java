package io.letsrun.local.stack;

import io.letsrun.local.process.Launch;
import io.letsrun.local.process.LogFile;
import io.letsrun.local.process.Priority;
import io.letsrun.local.process.ProcessIdentity;
import io.letsrun.local.service.FastStart;
import io.letsrun.local.service.Service;
import io.letsrun.local.state.RunDirectory;
import io.letsrun.local.state.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes services start faster the next time: a process of the lowest priority, once after each build. */
final class Preparation {

    /** The names of its processes' records: the one that goes through the services, and the service it starts. */
    static final List<String> PROCESSES = List.of("preparation", "preparation-service");

    private final RunDirectory run;
    private final Path logs;

    Preparation(RunDirectory run, Path logs) {
        this.run = run;
        this.logs = logs;
    }

    /** Goes through the services, one after the other; ends early when one fails, which costs only time. */
    void of(List<Service> services) {
        for (Service service : services) {
            if (!prepared(service)) {
                return;
            }
        }
    }

    private boolean prepared(Service service) {
        FastStart fast = service.fastStart();
        Optional<RunDirectory.Held> alone = fast.alone();
        if (alone.isEmpty()) {
            return false;
        }
        try (RunDirectory.Held held = alone.get()) {
            fast.begin();
            boolean done = ends(service, fast.unpacking()) && ends(service, fast.training());
            if (done) {
                fast.finish();
            }
            return done;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the command that goes through the services, in a process that outlives this one. */
    void begin(List<String> command, Path directory) {
        Launch launch = new Launch(command, Map.of(), directory, Priority.LAST);
        String name = PROCESSES.getFirst();
        launch.start(log(name), process -> run.save(name, new RunRecord(process, List.of())));
    }

    /** Ends it, wherever it is; what it had not finished is made again another time. */
    void end() {
        PROCESSES.forEach(name -> {
            run.find(name).map(RunRecord::process).ifPresent(ProcessIdentity::kill);
            run.remove(name);
        });
    }

    private boolean ends(Service service, List<String> arguments) {
        String name = PROCESSES.getLast();
        Process process = launch(service, arguments)
                .start(log(name), identity -> run.save(name, new RunRecord(identity, List.of())));
        try {
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        } finally {
            run.remove(name);
        }
    }

    private static Launch launch(Service service, List<String> arguments) {
        Map<String, String> environment = new HashMap<>(service.environment().get());
        environment.put("SERVER_PORT", "0");
        environment.put("MANAGEMENT_PORT", "0");
        return new Launch(
                service.command(arguments), environment, service.checkout().root(), Priority.LAST);
    }

    private Path log(String name) {
        return new LogFile(logs.resolve(name + ".log")).rotate().path();
    }
}
