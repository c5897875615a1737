package io.letsrun.load.burst;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** A command that describes its scenario and has it carried out. */
abstract class ScenarioCommand implements Callable<Integer> {

    @ParentCommand
    private BurstCommand burst = new BurstCommand();

    @Mixin
    private BurstOptions options = new BurstOptions();

    @Override
    public final Integer call() throws Exception {
        return new BurstRun(burst.stack(), options, scenario(options)).carryOut();
    }

    /** @throws io.letsrun.local.Refusal when what is asked for cannot be */
    abstract Scenario scenario(BurstOptions options);
}
