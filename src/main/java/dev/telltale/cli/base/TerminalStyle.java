package dev.telltale.cli.base;

import dev.telltale.model.Status;

/** Symbols and colours that a terminal supports. Colour is never the only carrier of a meaning. */
public record TerminalStyle(boolean hasColour, boolean hasSigns) {
    public static final TerminalStyle NONE = new TerminalStyle(false, false);
    private static final String RESET = "\u001b[0m";

    public String of(Status status, String text) {
        return hasColour ? colour(status) + text + RESET : text;
    }

    public String sign(Status status) {
        return switch (status) {
            case UP -> hasSigns ? "●" : "+";
            case SUSPECT -> hasSigns ? "◐" : "~";
            case DOWN -> hasSigns ? "✕" : "x";
            case UNKNOWN -> "?";
        };
    }

    private static String colour(Status status) {
        return switch (status) {
            case UP -> "\u001b[32m";
            case SUSPECT -> "\u001b[33m";
            case DOWN -> "\u001b[31m";
            case UNKNOWN -> "\u001b[90m";
        };
    }
}
