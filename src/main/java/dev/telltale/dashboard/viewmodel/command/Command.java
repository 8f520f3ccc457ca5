package dev.telltale.dashboard.viewmodel.command;

import java.util.List;
import java.util.Locale;

/**
 * One command of the window, as it can be given now.
 *
 * @param key the key that gives it, as text; empty if there is none
 * @param whyNot why it would have no effect now, in one clause; empty if it can be given
 * @param action gives it; returns at once
 */
public record Command(String name, String key, String whyNot, Runnable action) {
    public boolean isPossible() {
        return whyNot.isEmpty();
    }

    boolean hasAll(List<String> words) {
        String haystack = (name + " " + key).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(haystack::contains);
    }
}
