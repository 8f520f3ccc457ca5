package dev.telltale.cli.base;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine.Help.Ansi;

/** What the terminal of this process can show. Apart from {@link TerminalStyle}, since a node loads no picocli. */
public final class TerminalSupport {
    private TerminalSupport() {}

    /** Whether something that was printed could not be written. A writer around a print stream does not learn of it. */
    public static boolean isLost(PrintWriter out) {
        return out.checkError() || System.out.checkError();
    }

    /** Colour only on a terminal that wants it: NO_COLOR and a dumb terminal are respected. */
    public static TerminalStyle ofThisProcess() {
        boolean isDumb = "dumb".equals(System.getenv("TERM"));
        return new TerminalStyle(
                Ansi.AUTO.enabled() && !isDumb,
                Charset.defaultCharset().newEncoder().canEncode('●'));
    }
}
