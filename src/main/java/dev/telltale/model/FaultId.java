package dev.telltale.model;

import java.util.regex.Pattern;

/** The name of one fault, given by its author: 1 to 64 of {@code A-Z a-z 0-9 . _ -}. */
public record FaultId(String value) implements Comparable<FaultId> {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public FaultId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a fault id is 1 to 64 letters, digits, dots, underscores or hyphens, found " + Quoted.of(value));
        }
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
