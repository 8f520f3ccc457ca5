package dev.telltale.config;

import dev.telltale.text.SafeText;
import java.util.Arrays;
import java.util.Locale;

/** Whether the launcher restarts a node that failed. */
public enum RestartPolicy {
    NEVER,
    ON_FAILURE;

    /**
     * The policy of this name in a config.
     *
     * @throws IllegalArgumentException with a message for the user if there is none
     */
    public static RestartPolicy of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.id().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "found " + SafeText.of(word) + "; use \"never\" or \"on-failure\""));
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
