package dev.telltale.cli.base;

import dev.telltale.text.SafeText;

/** A count on the command line, with its range. */
public final class IntRange {
    private IntRange() {}

    public static int read(String option, String text, int least, int most) throws CommandException {
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw CommandException.usage(
                option + " is a whole number from " + least + " to " + most + ", found " + SafeText.of(text));
    }
}
