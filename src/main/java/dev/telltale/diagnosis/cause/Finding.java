package dev.telltale.diagnosis.cause;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One pattern of the matrix: what explains it, most likely first; more than one if the matrix cannot tell which. */
public record Finding(List<Cause> causes) {
    public Finding {
        causes = List.copyOf(causes);
        if (causes.isEmpty()) {
            throw new IllegalArgumentException("a finding needs a cause");
        }
    }

    public static Finding of(Cause... causes) {
        return new Finding(List.of(causes));
    }

    public boolean has(Cause cause) {
        return causes.contains(cause);
    }

    /** The same, and this is possible too. */
    public Finding or(Cause cause) {
        return or(List.of(cause));
    }

    public Finding or(List<Cause> others) {
        Set<Cause> all = new LinkedHashSet<>(causes);
        all.addAll(others);
        return new Finding(List.copyOf(all));
    }

    /** Whether a cause of these words is among those told. */
    public boolean says(String words) {
        return Cause.ofWords(words).filter(this::has).isPresent();
    }
}
