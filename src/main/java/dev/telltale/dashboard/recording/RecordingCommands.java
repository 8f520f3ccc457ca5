package dev.telltale.dashboard.recording;

import java.nio.file.Path;
import java.util.List;

/** What the views need to show a recording in place of the cluster. FX thread only. */
public interface RecordingCommands {
    /** Shows a recording, a folder or a file, in place of the cluster, which goes on. Returns at once. */
    void open(Path recording);

    /** Shows the cluster again; no effect unless a recording is shown. */
    void close();

    /** Whether a recording is shown. */
    boolean isShown();

    /** The folders of recordings in this user's folder for state, newest first, as they were known a moment ago. */
    List<Path> known();
}
