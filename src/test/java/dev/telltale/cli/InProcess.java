package dev.telltale.cli;

import dev.telltale.testkit.TelltaleProgram.Result;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs a command in this JVM, as {@link Main} does: a test of many calls then starts no process for each. */
final class InProcess {
    private InProcess() {}

    static Result call(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        try {
            int code = Main.call(words, new PrintWriter(err, true)::println, call -> execute(out, err, call));
            return new Result(code, out.toString(), err.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static int execute(StringWriter out, StringWriter err, String[] words) {
        return Commands.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}
