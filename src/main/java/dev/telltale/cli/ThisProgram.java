package dev.telltale.cli;

import dev.telltale.launcher.Program;

/** How this program is started again. */
final class ThisProgram {
    /** {@code Main} itself uses all commands, and so none of them may use it. */
    static final String MAIN = "dev.telltale.cli.Main";

    private ThisProgram() {}

    static Program get() {
        return Program.ofThisProcess(MAIN);
    }
}
