package dev.telltale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Tag("process")
class RunningProgramTest {
    /** Runs the fixture in a process that ignores SIGINT, as one does that a shell started in the background. */
    @Test
    void programReceivesSigintThoughTheTestRunIgnoresIt() {
        List<String> command = List.of(
                "sh",
                "-c",
                "trap '' INT; exec \"$@\"",
                "sh",
                TelltaleProgram.currentJava(),
                "-cp",
                System.getProperty("java.class.path"),
                SigintIgnored.class.getName());
        try (var run = RunningProgram.start(new ProcessBuilder(command))) {
            assertThat(run.awaitExit(Await.TIMEOUT)).as(() -> "" + run.lines()).isZero();
            run.awaitLine("ignored here: true, ignored by the program: false, ended by SIGINT: 130");
        }
    }

    /** The test run that ignores SIGINT. */
    static final class SigintIgnored {
        private SigintIgnored() {}

        public static void main(String... arguments) {
            try (var program = RunningProgram.start(new ProcessBuilder("sleep", "60"))) {
                Await.until(
                        "env executes the program",
                        () -> Proc.read(program.pid(), "comm").startsWith("sleep"));
                boolean isIgnoredHere =
                        Proc.ignoresSigint(ProcessHandle.current().pid());
                boolean isIgnoredThere = Proc.ignoresSigint(program.pid());
                program.signal("INT");
                System.out.println("ignored here: " + isIgnoredHere + ", ignored by the program: " + isIgnoredThere
                        + ", ended by SIGINT: " + program.awaitExit(Await.TIMEOUT));
            }
        }
    }
}
