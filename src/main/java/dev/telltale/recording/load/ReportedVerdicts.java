package dev.telltale.recording.load;

import dev.telltale.model.VerdictChange;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The changes of verdicts that a watch saw while the recording was made, in the order in which it saw them. */
public final class ReportedVerdicts {
    private ReportedVerdicts() {}

    /**
     * Reads all of them. Blocks.
     *
     * @throws RecordingException with one sentence, if it is no recording or is broken
     */
    public static List<VerdictChange> read(Path folder) throws RecordingException {
        List<VerdictChange> found = new ArrayList<>();
        new RecordingReader(folder).events(Instant.MIN, Instant.MAX, event -> {
            if (event instanceof RecordedEvent.VerdictChanged changed) {
                found.add(changed.change());
            }
        });
        return found;
    }
}
