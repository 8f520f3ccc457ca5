package dev.telltale.dashboard;

/** There is nowhere to open a window. The message is one sentence that says what is missing and what would be right. */
public final class NoDisplayException extends Exception {
    private static final long serialVersionUID = 1L;

    private NoDisplayException(String message, Throwable cause) {
        super(message, cause);
    }

    static NoDisplayException because(Throwable cause) {
        String words = String.valueOf(cause.getMessage());
        String message = words.contains("GTK")
                ? "The panel needs GTK 3, which is not installed: apt-get install libgtk-3-0 libxtst6,"
                        + " or start the nodes without a window: telltale start"
                : "The panel needs a display, and there is none here: set DISPLAY, or start the nodes without a window:"
                        + " telltale start";
        return new NoDisplayException(message, cause);
    }
}
