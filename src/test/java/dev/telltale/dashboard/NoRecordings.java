package dev.telltale.dashboard;

import dev.telltale.dashboard.recording.RecordingCommands;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens no recording; a test asks what was to be opened. */
final class NoRecordings implements RecordingCommands {
    final List<Path> opened = new ArrayList<>();

    @Override
    public void open(Path recording) {
        opened.add(recording);
    }

    @Override
    public void close() {
        // None is shown.
    }

    @Override
    public boolean isShown() {
        return false;
    }

    @Override
    public List<Path> known() {
        return List.of();
    }
}
