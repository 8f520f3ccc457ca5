package dev.telltale.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the errors of one file and reports them together, ordered by line; at most 20. Confined to one thread. */
public final class FileErrors {
    private static final int MAX_REPORTED = 20;

    private final String file;
    private final List<Problem> all = new ArrayList<>();

    private record Problem(int line, String sentence) {}

    public FileErrors(String file) {
        this.file = file;
    }

    /**
     * Adds an error.
     *
     * @param path of the value, like "nodes[2].port"; empty for the whole file
     */
    public void add(int line, String path, String what) {
        all.add(new Problem(line, file + ", line " + line + (path.isEmpty() ? "" : ", " + path) + ": " + what));
    }

    /** Adds an error that has no line, such as a missing key. */
    void addForFile(String what) {
        all.add(new Problem(Integer.MAX_VALUE, file + ": " + what));
    }

    void add(int line, String path, String found, String right) {
        add(line, path, found + "; " + right);
    }

    /**
     * Reports the errors that were added.
     *
     * @throws ConfigException with all of them, if there are any
     */
    public void check() throws ConfigException {
        if (all.isEmpty()) {
            return;
        }
        List<String> reported = new ArrayList<>(all.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .limit(MAX_REPORTED)
                .map(Problem::sentence)
                .toList());
        if (all.size() > MAX_REPORTED) {
            reported.add(file + ": " + (all.size() - MAX_REPORTED) + " more errors; correct these first");
        }
        throw new ConfigException(reported);
    }
}
