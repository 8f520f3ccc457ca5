package dev.telltale.cli.base;

/** What the program tells the shell. */
public final class ExitCode {
    public static final int DONE = 0;
    /** The question was understood and the answer is no: a node is down, a bound was missed. */
    public static final int NO = 1;
    /** The call or the config was wrong. */
    public static final int USAGE = 2;
    /** The surroundings were: a port in use, no display, no such file. */
    public static final int ENVIRONMENT = 3;
    /** Telltale itself failed: a fault to report. */
    public static final int FAULT = 4;

    private ExitCode() {}
}
