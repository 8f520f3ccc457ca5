package dev.telltale.config;

import dev.telltale.text.SafeText;
import java.util.Arrays;
import java.util.Locale;

/** Whether a node that failed is started again by whoever started it. */
public enum RestartPolicy {
    NEVER,
    ON_FAILURE;

    /**
     * What a config says.
     *
     * @throws IllegalArgumentException with the words that are known
     */
    public static RestartPolicy of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "found " + SafeText.of(word) + "; use \"never\" or \"on-failure\""));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
