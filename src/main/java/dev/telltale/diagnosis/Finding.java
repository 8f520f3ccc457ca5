package dev.telltale.diagnosis;

import java.util.List;

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

    public boolean says(String words) {
        return causes.stream().anyMatch(cause -> cause.words().equals(words));
    }
}
