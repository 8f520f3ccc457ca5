package dev.telltale.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DecimalStyle;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and times in the form of a locale. Each thread has its own: by default the neutral form (1.5, 13:05:07,
 * 2026-01-31), which all machine output has. Only threads that make text for the screen choose another; hence a file that
 * another thread writes never depends on the locale. Digits are 0 to 9 in every locale, as in the names of nodes.
 */
public final class LocaleFormat {
    /** The locale of the desktop, before {@link #keepOutputNeutral}. */
    private static final Locale DESKTOP = Locale.getDefault(Locale.Category.FORMAT);

    private static final ThreadLocal<LocaleFormat> OF_THREAD = ThreadLocal.withInitial(
            () -> new LocaleFormat(Locale.ROOT, "HH:mm:ss.SSS", "HH:mm:ss", "HH:mm", "yyyy-MM-dd", false));

    private final Locale locale;
    private final char decimal;
    private final DateTimeFormatter millis;
    private final DateTimeFormatter seconds;
    private final DateTimeFormatter minutes;
    private final DateTimeFormatter date;
    private final DateTimeFormatter full;
    private final boolean hasGroups;

    /** The precision of a time of day. */
    public enum Precision {
        MINUTES,
        SECONDS,
        MILLIS
    }

    private LocaleFormat(Locale locale, String millis, String seconds, String minutes, String date, boolean hasGroups) {
        this.locale = locale;
        this.hasGroups = hasGroups;
        decimal = DecimalStyle.of(locale).getDecimalSeparator();
        this.millis = DateTimeFormatter.ofPattern(millis, locale);
        this.seconds = DateTimeFormatter.ofPattern(seconds, locale);
        this.minutes = DateTimeFormatter.ofPattern(minutes, locale);
        this.date = DateTimeFormatter.ofPattern(date, locale);
        full = DateTimeFormatter.ofPattern(date + ' ' + millis + " xxx", locale);
    }

    /** Makes the JDK format numbers and times in the neutral form too, also in log records. Affects the whole program. */
    public static void keepOutputNeutral() {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    }

    /** The locale that the desktop has chosen for numbers and times. */
    public static Locale ofDesktop() {
        return DESKTOP;
    }

    /** The locale of the texts that this thread makes. */
    public static Locale ofThisThread() {
        return OF_THREAD.get().locale;
    }

    /** Makes a text in the neutral form, whatever the locale of this thread is. */
    public static String neutral(Supplier<String> text) {
        LocaleFormat chosen = OF_THREAD.get();
        OF_THREAD.remove();
        try {
            return text.get();
        } finally {
            OF_THREAD.set(chosen);
        }
    }

    /**
     * Chooses the locale for the texts that this thread makes from now on. A locale without a country, such as that of
     * {@code LANG=C}, does not say which form is wanted, and gets the neutral one.
     */
    public static void useOnThisThread(Locale locale) {
        if (locale.getCountry().isEmpty()) {
            OF_THREAD.remove();
            return;
        }
        Locale latin = new Locale.Builder()
                .setLocale(locale.stripExtensions())
                .setUnicodeLocaleKeyword("nu", "latn")
                .build();
        String clock = pattern(null, FormatStyle.MEDIUM, latin);
        String millis = clock.replace("ss", "ss'" + DecimalStyle.of(latin).getDecimalSeparator() + "'SSS");
        OF_THREAD.set(new LocaleFormat(
                latin,
                millis,
                clock,
                pattern(null, FormatStyle.SHORT, latin),
                pattern(FormatStyle.MEDIUM, null, latin),
                true));
    }

    private static String pattern(@Nullable FormatStyle date, @Nullable FormatStyle time, Locale locale) {
        String pattern =
                DateTimeFormatterBuilder.getLocalizedDateTimePattern(date, time, IsoChronology.INSTANCE, locale);
        // The narrow space before AM and PM is missing in many fonts.
        return pattern.replace('\u202f', ' ').replace('\u00a0', ' ');
    }

    private static LocaleFormat current() {
        return OF_THREAD.get();
    }

    /** A whole number, with thousands separated if the locale does so: {@code 12345}, {@code 12,345}. */
    public static String whole(long number) {
        LocaleFormat form = current();
        return form.hasGroups ? String.format(form.locale, "%,d", number) : Long.toString(number);
    }

    /** A number that is given in units of its last decimal: 124 with two decimals is {@code 1.24}. Not negative. */
    public static String decimal(long units, int decimals) {
        long unit = 1;
        for (int i = 0; i < decimals; i++) {
            unit *= 10;
        }
        String fraction = Long.toString(unit + units % unit).substring(1);
        return Long.toString(units / unit) + (decimals == 0 ? "" : current().decimal + fraction);
    }

    /** A number rounded to this many decimals. */
    public static String rounded(double number, int decimals) {
        return String.format(current().locale, "%." + decimals + "f", number);
    }

    /** Time of day in this zone. */
    public static String clock(Instant instant, ZoneId zone, Precision precision) {
        DateTimeFormatter form = switch (precision) {
            case MINUTES -> current().minutes;
            case SECONDS -> current().seconds;
            case MILLIS -> current().millis;
        };
        return form.format(instant.truncatedTo(ChronoUnit.MILLIS).atZone(zone));
    }

    /** The date in this zone. */
    public static String date(Instant instant, ZoneId zone) {
        return current().date.format(instant.atZone(zone));
    }

    /** Date, time of day with milliseconds and zone offset. */
    public static String full(Instant instant, ZoneId zone) {
        return current().full.format(instant.atZone(zone));
    }
}
