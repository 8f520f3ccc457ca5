package dev.telltale.cli.experiment;

import dev.telltale.client.TraceClient;
import dev.telltale.net.HostName;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.RecordingLimits;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.recording.recorder.HttpTraces;
import dev.telltale.recording.recorder.Recorder;
import dev.telltale.scenario.run.TemporaryCluster;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Records a temporary cluster and what is done to it, until it is closed. */
final class SoakRecording implements AutoCloseable {
    private final Path folder;
    private final RecordingWriter writer;
    private final Recorder recorder;

    /**
     * Begins to record.
     *
     * @param told gets a sentence when the files cannot be written, on another thread
     * @throws RecordingException with one sentence, if the folder cannot be used
     */
    SoakRecording(Path folder, TemporaryCluster cluster, Consumer<String> told) throws RecordingException {
        this.folder = folder;
        TimeSource clock = TimeSource.SYSTEM;
        var info = RecordingInfo.of(cluster.config(), clock.now().wall());
        writer = RecordingWriter.open(folder, info, RecordingLimits.DEFAULT, clock, told);
        var testbed = cluster.testbed();
        recorder = new Recorder(
                info.members(),
                new HttpTraces(new TraceClient(HostName::ofSystem, null)),
                new Recorder.Changes(testbed.statusLog(), testbed.verdictLog(), testbed::incidents),
                writer,
                clock);
        recorder.start();
    }

    /** "1,234 ticks, 2 gaps, 56 kB in soak-7". */
    String text() {
        return writer.totals().text() + " in " + folder;
    }

    @Override
    public void close() {
        recorder.close();
        writer.close();
    }
}
