package dev.telltale.tune;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The time that a {@link Rate} refers to. A month has 30 days, a year 365. */
public enum Period {
    HOUR("an", Duration.ofHours(1)),
    DAY("a", Duration.ofDays(1)),
    WEEK("a", Duration.ofDays(7)),
    MONTH("a", Duration.ofDays(30)),
    YEAR("a", Duration.ofDays(365));

    private final String article;
    private final Duration length;

    Period(String article, Duration length) {
        this.article = article;
        this.length = length;
    }

    public Duration length() {
        return length;
    }

    double hours() {
        return length.toHours();
    }

    /** The name in {@code 1/month}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** With its article, as in "one a month". */
    String phrase() {
        return article + " " + word();
    }

    /** The names of all periods, separated by this text. */
    static String words(String separator) {
        return Arrays.stream(values()).map(Period::word).collect(Collectors.joining(separator));
    }
}
