package dev.telltale.diagnosis.cause;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One pattern of the matrix.
 *
 * @param causes the possible explanations, most likely first; at least one, several if the matrix cannot distinguish
 *     them
 */
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

    /** The most likely cause. */
    public Cause first() {
        return causes.get(0);
    }

    public boolean has(Cause cause) {
        return causes.contains(cause);
    }

    /** Returns this finding with a further possible cause, the least likely one. */
    public Finding or(Cause cause) {
        return or(List.of(cause));
    }

    public Finding or(List<Cause> others) {
        Set<Cause> all = new LinkedHashSet<>(causes);
        all.addAll(others);
        return new Finding(List.copyOf(all));
    }

    /** Whether the cause with this text is among the causes, see {@link Cause#words()}. */
    public boolean hasCause(String words) {
        return Cause.ofWords(words).filter(this::has).isPresent();
    }
}
