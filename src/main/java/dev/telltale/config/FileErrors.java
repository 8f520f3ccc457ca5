package dev.telltale.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that is wrong with one file, told at once in the order of its lines; bounded. */
final class FileErrors {
    private static final int MAX_TOLD = 20;

    private final String file;
    private final List<Complaint> all = new ArrayList<>();

    private record Complaint(int line, String sentence) {}

    FileErrors(String file) {
        this.file = file;
    }

    void add(int line, String path, String what) {
        all.add(new Complaint(line, file + ", line " + line + ", " + path + ": " + what));
    }

    /** What is wrong at no line, as it is about what is not there. */
    void addOfAll(String what) {
        all.add(new Complaint(Integer.MAX_VALUE, file + ": " + what));
    }

    void add(int line, String path, String found, String right) {
        add(line, path, found + "; " + right);
    }

    /** Ends the reading if there is anything to complain about. */
    void check() throws ConfigException {
        if (all.isEmpty()) {
            return;
        }
        List<String> told = new ArrayList<>(all.stream()
                .sorted(Comparator.comparingInt(Complaint::line))
                .limit(MAX_TOLD)
                .map(Complaint::sentence)
                .toList());
        if (all.size() > MAX_TOLD) {
            told.add(file + ": " + (all.size() - MAX_TOLD) + " more mistakes; correct these first");
        }
        throw new ConfigException(told);
    }
}
