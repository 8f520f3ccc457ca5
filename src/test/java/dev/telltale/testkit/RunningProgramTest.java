package dev.telltale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledOnOs(OS.LINUX)
@Tag("process")
class RunningProgramTest {
    /** Runs the fixture in a process that ignores a signal: one that a shell started in the background, or nohup. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "HUP, 129"})
    void aProgramReceivesASignalEvenIfTheTestRunIgnoresIt(String signal, int code) {
        List<String> command = List.of(
                "sh",
                "-c",
                "trap '' " + signal + "; exec \"$@\"",
                "sh",
                TelltaleProgram.currentJava(),
                "-cp",
                System.getProperty("java.class.path"),
                SignalIgnored.class.getName(),
                signal);
        try (var run = RunningProgram.start(new ProcessBuilder(command))) {
            assertThat(run.awaitExit(Await.TIMEOUT)).as(() -> "" + run.lines()).isZero();
            run.awaitLine("ignored here: true, ignored by the program: false, ended by it: " + code);
        }
    }

    /** The test run that ignores a signal, its argument. */
    static final class SignalIgnored {
        private SignalIgnored() {}

        public static void main(String... arguments) {
            try (var program = RunningProgram.start(new ProcessBuilder("sleep", "60"))) {
                Await.until(
                        "env executes the program",
                        () -> Proc.read(program.pid(), "comm").startsWith("sleep"));
                boolean isIgnoredHere =
                        Proc.ignoresSignals(ProcessHandle.current().pid());
                boolean isIgnoredThere = Proc.ignoresSignals(program.pid());
                program.signal(arguments[0]);
                System.out.println("ignored here: " + isIgnoredHere + ", ignored by the program: " + isIgnoredThere
                        + ", ended by it: " + program.awaitExit(Await.TIMEOUT));
            }
        }
    }
}
