package dev.telltale.cli.base;

import dev.telltale.launcher.jvm.Program;

/** How this program is started again. */
public final class ThisProgram {
    /** {@code Main} itself uses all commands, and so none of them may use it. */
    public static final String MAIN = "dev.telltale.cli.Main";

    private ThisProgram() {}

    public static Program get() {
        return Program.ofThisProcess(MAIN);
    }
}
