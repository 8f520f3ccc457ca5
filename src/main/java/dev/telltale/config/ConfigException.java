package dev.telltale.config;

import java.util.List;

/** A file that cannot be used. Each problem is one sentence: where, what was found, what would be right. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public ConfigException(String problem) {
        this(List.of(problem));
    }

    ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
