package dev.telltale.dashboard.viewmodel;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The newest notices, one sentence each, newest first, without duplicates. */
final class Notices {
    private static final int MAX_NOTICES = 5;

    private final ObservableList<String> lines = FXCollections.observableArrayList();

    void add(String text) {
        if (!lines.contains(text)) {
            lines.add(0, text);
            if (lines.size() > MAX_NOTICES) {
                lines.remove(MAX_NOTICES, lines.size());
            }
        }
    }

    ObservableList<String> lines() {
        return lines;
    }
}
