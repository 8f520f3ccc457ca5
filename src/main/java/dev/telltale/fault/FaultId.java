package dev.telltale.fault;

import dev.telltale.text.SafeText;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of one fault, chosen by its author: 1 to 64 of {@code A-Z a-z 0-9 . _ -}. */
public record FaultId(String value) implements Comparable<FaultId> {
    private static final int RANDOM_BOUND = 1 << 24;
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public FaultId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a fault id is 1 to 64 letters, digits, dots, underscores or hyphens, found " + SafeText.of(value));
        }
    }

    /** A new id that names the type of the fault, like {@code cut-3fa9c1}; unique among some thousand. */
    public static FaultId random(FaultType type, RandomGenerator random) {
        return new FaultId(String.format(Locale.ROOT, "%s-%06x", type.id(), random.nextInt(RANDOM_BOUND)));
    }

    // Written by hand for the same reason as in NodeId.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FaultId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(FaultId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
