package dev.telltale.cli.base;

import dev.telltale.launcher.jvm.Program;

/** The command that starts this program, for child processes. */
public final class ThisProgram {
    /** A string, since a reference to {@code Main}, which uses all commands, would be a cycle. */
    public static final String MAIN = "dev.telltale.cli.Main";

    private ThisProgram() {}

    public static Program get() {
        return Program.ofThisProcess(MAIN);
    }
}
