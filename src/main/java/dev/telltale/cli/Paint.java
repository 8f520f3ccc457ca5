package dev.telltale.cli;

import dev.telltale.model.Status;

/** Signs and colours of a terminal, as far as it has them: colour never bears a meaning alone. */
record Paint(boolean hasColour, boolean hasSigns) {
    static final Paint NONE = new Paint(false, false);
    private static final String RESET = "\u001b[0m";

    String of(Status status, String text) {
        return hasColour ? colour(status) + text + RESET : text;
    }

    String sign(Status status) {
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
