package dev.telltale.cli.base;

import dev.telltale.text.SafeText;

/** Parses an integer option and checks its range, both bounds inclusive. */
public final class IntRange {
    private IntRange() {}

    public static int read(String option, String text, int min, int max) throws CommandException {
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw CommandException.usage(
                option + " is a whole number from " + min + " to " + max + ", found " + SafeText.of(text));
    }
}
