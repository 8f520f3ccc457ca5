package dev.telltale.cli.base;

import dev.telltale.launcher.jvm.Program;

/** Describes how to start this program again, as a child process. */
public final class ThisProgram {
    /** A string, since a reference to {@code Main}, which uses all commands, would be a cycle. */
    public static final String MAIN = "dev.telltale.cli.Main";

    private ThisProgram() {}

    /** This program; its nodes run from the same jar or class path. */
    public static Program get() {
        return Program.ofThisProcess(MAIN);
    }
}
