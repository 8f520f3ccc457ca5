package dev.telltale.cli.base;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine.Help.Ansi;

/** Detects what the terminal supports. Uses picocli, which a node must not load: hence not in {@link TerminalStyle}. */
public final class TerminalSupport {
    private TerminalSupport() {}

    /**
     * Whether printed output could not be written. A writer around a print stream does not notice it, so both are
     * checked.
     */
    public static boolean isLost(PrintWriter out) {
        return out.checkError() || System.out.checkError();
    }

    /** The style of this terminal. No colour with NO_COLOR, a dumb terminal or a pipe. */
    public static TerminalStyle ofThisProcess() {
        boolean isDumb = "dumb".equals(System.getenv("TERM"));
        return new TerminalStyle(
                Ansi.AUTO.enabled() && !isDumb,
                Charset.defaultCharset().newEncoder().canEncode('●'));
    }
}
