package dev.telltale.scenario;

import java.util.List;

/** Reports an invalid scenario file. Each problem is one sentence: location, what was found, what is allowed. */
public final class ScenarioException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public ScenarioException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
