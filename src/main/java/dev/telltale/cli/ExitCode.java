package dev.telltale.cli;

/** What the program tells the shell. */
final class ExitCode {
    static final int DONE = 0;
    /** The question was understood and the answer is no: a node is down, a bound was missed. */
    static final int NO = 1;
    /** The call or the config was wrong. */
    static final int USAGE = 2;
    /** The surroundings were: a port in use, no display, no such file. */
    static final int ENVIRONMENT = 3;
    /** Telltale itself failed: a fault to report. */
    static final int FAULT = 4;

    private ExitCode() {}
}
