package dev.telltale.cli.base;

/** Exit codes of the program. */
public final class ExitCode {
    public static final int OK = 0;
    /** Negative result: a node is down, an expectation failed. */
    public static final int NEGATIVE_RESULT = 1;
    /** The command line or the config is wrong. */
    public static final int USAGE = 2;
    /** The environment prevents the command: a port in use, no display, no such file. */
    public static final int ENVIRONMENT = 3;
    /** A bug in Telltale; the output has a stack trace. */
    public static final int INTERNAL_ERROR = 4;

    private ExitCode() {}
}
