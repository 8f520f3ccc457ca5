package dev.telltale.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a node serves, as far as a fault may tell one from the other. */
public enum Endpoint {
    HEARTBEAT,
    STATUS;

    private static final List<Endpoint> ALL = List.of(values());

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Endpoint> ofWord(String word) {
        return ALL.stream().filter(page -> page.word().equals(word)).findFirst();
    }

    /** "heartbeat or status". */
    public static String words() {
        return String.join(" or ", Arrays.stream(values()).map(Endpoint::word).toList());
    }
}
