package io.letsrun.local.stack;

import io.letsrun.local.process.Launch;
import io.letsrun.local.process.LogFile;
import io.letsrun.local.process.Priority;
import io.letsrun.local.process.ProcessIdentity;
import io.letsrun.local.state.RunDirectory;
import io.letsrun.local.state.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process of this launcher that outlives the command that began it, and ends with the stack. */
record BackgroundProcess(String name, RunDirectory run, Path logs) {

    void begin(List<String> command, Path directory) {
        begin(new Launch(command, Map.of(), directory, Priority.LATER));
    }

    Process begin(Launch launch) {
        Path log = new LogFile(logs.resolve(name + ".log")).rotate().path();
        return launch.start(log, process -> run.save(name, new RunRecord(process, List.of())));
    }

    void end() {
        run.find(name).map(RunRecord::process).ifPresent(ProcessIdentity::kill);
        run.remove(name);
    }
}
