package dev.telltale.cli;

import dev.telltale.testkit.TelltaleProgram.Result;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs a command in this JVM, as {@link Main} does: a test of many calls then starts no process for each. */
final class InProcess {
    private InProcess() {}

    static Result call(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        try {
            int code = Main.call(words, new PrintWriter(err, true)::println, () -> commandLine(out, err));
            return new Result(code, out.toString(), err.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static CommandLine commandLine(StringWriter out, StringWriter err) {
        return Commands.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }
}
