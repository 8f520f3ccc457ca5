package dev.telltale.text;

import java.util.Collection;
import java.util.Iterator;
import java.util.function.Predicate;

/**
 * Shortens names for tight places so that they stay distinct: first without the prefix that all have in common, then also
 * without the middle. Immutable; any thread.
 */
public final class ShortNames {
    private static final String ELLIPSIS = "…";
    private static final int MIN_KEPT = 2;

    private final String prefix;

    private ShortNames(String prefix) {
        this.prefix = prefix;
    }

    /** The short forms of names that are shown together. */
    public static ShortNames of(Collection<String> names) {
        Iterator<String> all = names.iterator();
        if (names.size() < 2) {
            return new ShortNames("");
        }
        String prefix = all.next();
        while (all.hasNext()) {
            prefix = common(prefix, all.next());
        }
        int end = prefix.length();
        while (end > 0 && !isBoundary(names, end)) {
            end--;
        }
        return new ShortNames(prefix.substring(0, end));
    }

    private static String common(String one, String other) {
        int end = 0;
        while (end < Math.min(one.length(), other.length()) && one.charAt(end) == other.charAt(end)) {
            end++;
        }
        return one.substring(0, end);
    }

    /** Whether every name goes on there, after a sign like a hyphen or with a number: words and numbers stay whole. */
    private static boolean isBoundary(Collection<String> names, int end) {
        return names.stream().allMatch(name -> {
            char before = name.charAt(end - 1);
            return name.length() > end
                    && (!Character.isLetterOrDigit(before)
                            || (!Character.isDigit(before) && Character.isDigit(name.charAt(end))));
        });
    }

    /** The longest form of the name that fits, from the whole name to two of its characters, which need not fit. */
    public String fit(String name, Predicate<String> fits) {
        if (fits.test(name)) {
            return name;
        }
        boolean hasPrefix = !prefix.isEmpty() && name.startsWith(prefix);
        String rest = hasPrefix ? name.substring(prefix.length()) : name;
        if (hasPrefix && fits.test(ELLIPSIS + rest)) {
            return ELLIPSIS + rest;
        }
        if ((hasPrefix && fits.test(rest)) || rest.length() <= MIN_KEPT) {
            return rest;
        }
        int least = MIN_KEPT;
        int most = rest.length() - 1;
        while (least < most) {
            int kept = (least + most + 1) / 2;
            if (fits.test(withoutMiddle(rest, kept))) {
                least = kept;
            } else {
                most = kept - 1;
            }
        }
        return withoutMiddle(rest, least);
    }

    /** The end is at least as long as the beginning: names often end with what tells them apart. */
    private static String withoutMiddle(String name, int kept) {
        int head = kept / 2;
        return name.substring(0, head) + ELLIPSIS + name.substring(name.length() - (kept - head));
    }
}
