package dev.telltale.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.testkit.TelltaleProgram.Result;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs a command in this JVM, as {@link Main} does, so that a test of many commands starts no process for each. */
public final class InProcess {
    private InProcess() {}

    public static Result call(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = assertDoesNotThrow(() -> Main.call(
                words,
                new PrintWriter(err, true)::println,
                call -> CommandLineFactory.create(call)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(call)));
        return new Result(code, out.toString(), err.toString());
    }
}
