package dev.telltale.cli;

import java.nio.charset.Charset;
import picocli.CommandLine.Help.Ansi;

/** What the terminal of this process can show. Apart from {@link Paint}, since a node loads no picocli. */
final class TerminalPaint {
    private TerminalPaint() {}

    /** Colour only on a terminal that wants it: NO_COLOR and a dumb terminal are respected. */
    static Paint ofThisProcess() {
        boolean isDumb = "dumb".equals(System.getenv("TERM"));
        return new Paint(
                Ansi.AUTO.enabled() && !isDumb,
                Charset.defaultCharset().newEncoder().canEncode('●'));
    }
}
