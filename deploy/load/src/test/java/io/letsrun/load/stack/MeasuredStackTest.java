package io.letsrun.load.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.local.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredStackTest {

    @TempDir
    private Path state;

    /** Prints where a load looks for its stack and puts its reports. */
    public static void main(String[] arguments) {
        MeasuredStack stack = new MeasuredStack();
        System.out.println("bursts " + stack.bursts());
        try {
            stack.requireRunning();
        } catch (Refusal refusal) {
            System.out.println(refusal.getMessage());
        }
    }

    @Test
    void theStackItsSecretsAndTheReportsAreWhereTheEnvironmentSays() throws Exception {
        String output = run(state);

        assertThat(output).contains("bursts " + state.resolve("bursts"), "No stack runs in " + state + ";");
        assertThat(state.resolve("secrets.properties"))
                .as("the secrets that it would connect with")
                .exists();
    }

    private static String run(Path state) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MeasuredStackTest.class.getName())
                .redirectErrorStream(true);
        builder.environment().put("LETSRUN_STATE", state.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
