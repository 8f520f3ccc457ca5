package dev.telltale.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The HTTP endpoints of a node that a fault can affect separately. All others count as {@link #HEARTBEAT}. */
public enum Endpoint {
    HEARTBEAT,
    STATUS;

    private static final List<Endpoint> ALL = List.of(values());

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Endpoint> parse(String word) {
        return ALL.stream().filter(endpoint -> endpoint.id().equals(word)).findFirst();
    }

    /** The names of all endpoints for a message: "heartbeat or status". */
    public static String words() {
        return String.join(" or ", Arrays.stream(values()).map(Endpoint::id).toList());
    }
}
