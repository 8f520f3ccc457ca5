package dev.telltale.tune;

import dev.telltale.text.LocaleFormat;
import dev.telltale.text.SafeText;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many mistakes of one link are accepted in a period. No recording of finite length supports a rate of zero, so
 * {@code 0/week} asks for a recording without a mistake that supports at most one in a week.
 *
 * @param count mistakes in a period, zero or more
 */
public record Rate(double count, Period period) {
    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)/(" + Period.words("|") + ")", Pattern.CASE_INSENSITIVE);

    public Rate {
        if (!(count >= 0 && count < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a rate is zero or more, found " + count);
        }
    }

    /**
     * Parses {@code 1/month}, {@code 2/day}, {@code 0.5/hour} or {@code 0/week}.
     *
     * @throws IllegalArgumentException with a message for the user if it is none
     */
    public static Rate parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("a rate is a number, a slash and one of " + Period.words(", ")
                    + ", for example 1/month or 2/day, found " + SafeText.of(text));
        }
        return new Rate(
                Double.parseDouble(form.group(1)), Period.valueOf(form.group(2).toUpperCase(Locale.ROOT)));
    }

    /** The largest bound, in mistakes per link and hour, that supports this rate. */
    double limitPerHour() {
        return (count == 0 ? 1 : count) / period.hours();
    }

    /** Whether a recording with so many mistakes and this bound, per link and hour, supports the rate. */
    boolean isSupportedBy(int mistakes, double boundPerHour) {
        return boundPerHour <= limitPerHour() && (count > 0 || mistakes == 0);
    }

    /** As a person says it: {@code 1/month}. {@link #parse} accepts it. */
    public String text() {
        return number() + "/" + period.word();
    }

    /** In a sentence: "one a month", "2 a day", "none in a week". */
    public String words() {
        if (count == 0) {
            return "none in " + period.phrase();
        }
        return (count == 1 ? "one" : number()) + " " + period.phrase();
    }

    private String number() {
        return count == Math.rint(count) ? Long.toString((long) count) : plain();
    }

    private String plain() {
        return LocaleFormat.rounded(count, 3).replaceAll("0+$", "");
    }
}
