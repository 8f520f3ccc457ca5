package dev.telltale.recording.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.config.ClusterConfig;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.RecordingReader;
import dev.telltale.recording.recorder.Recorder;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RealCluster;
import dev.telltale.testkit.TestPorts;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The recording of a window, of a cluster of which no node runs. */
@Timeout(60)
class LiveRecordingTest {
    private final ClusterConfig config = RealCluster.config(
            new HeartbeatSettings(Duration.ofMillis(200), Duration.ofSeconds(1)), null, TestPorts.free(2));
    private final List<String> states = new CopyOnWriteArrayList<>();
    private final List<String> pasts = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @TempDir
    private Path state = Path.of("");

    private LiveRecording start(boolean isWanted) {
        var recording = new LiveRecording(config, new RecordingFolders(state), List::of, TimeSource.SYSTEM);
        var changes = new Recorder.Changes(new BoundedLog<>(1), new BoundedLog<>(1), () -> Incidents.NONE);
        recording.start(changes, isWanted, new LiveRecording.Listener() {
            @Override
            public void past(@Nullable RecordedPast past) {
                pasts.add(past == null ? "none" : "read");
            }

            @Override
            public void state(RecordingState next) {
                states.add(next.getClass().getSimpleName());
            }

            @Override
            public void told(String sentence) {
                told.add(sentence);
            }
        });
        return recording;
    }

    private void await(String name) {
        Await.until(
                "the state is " + name,
                () -> !states.isEmpty() && states.get(states.size() - 1).equals(name));
    }

    private Path recordings() {
        return state.resolve(config.cluster()).resolve("recordings");
    }

    private Path folder() {
        return recordings().resolve("panel");
    }

    /** Of the whole recording. */
    private List<String> gaps() throws IOException {
        List<String> found = new ArrayList<>();
        new RecordingReader(folder()).events(Instant.MIN, Instant.MAX, event -> {
            if (event instanceof Gap gap && gap.node() == null) {
                found.add(gap.reason().name());
            }
        });
        return found;
    }

    @Test
    void itIsSwitchedOnAndOffPausedAndContinued() throws IOException {
        try (LiveRecording recording = start(false)) {
            await("Off");
            assertThat(folder()).doesNotExist();
            recording.setWanted(true);
            await("Recording");
            recording.setPaused(true);
            await("Paused");
            recording.setPaused(false);
            await("Recording");
            recording.setPaused(true);
            recording.setWanted(false);
            await("Off");
            recording.setWanted(true);
            await("Recording");
        }
        assertThat(told).isEmpty();
        assertThat(gaps()).containsExactly("PAUSED", "PAUSED", "NOT_RUNNING");
    }

    @Test
    void aSecondWindowIsToldOnceAndRecordsWhenTheFirstIsClosed() {
        LiveRecording first = start(true);
        await("Recording");
        LiveRecording second = start(true);
        try {
            await("Unavailable");
            assertThat(told)
                    .singleElement()
                    .satisfies(sentence -> assertThat(sentence)
                            .startsWith("This window does not record " + config.cluster() + ": ")
                            .contains("PID " + ProcessHandle.current().pid())
                            .doesNotContain("name another folder"));
            assertThat(pasts).as("the second reads what the first records").containsExactly("none", "read");
            first.close();
            await("Recording");
            assertThat(told).hasSize(2).last().asString().startsWith("Recording to " + folder() + " has begun");
        } finally {
            second.close();
        }
    }

    @Test
    void aFileInPlaceOfTheFoldersIsToldOnceAndRecordingBeginsWhenItIsGone() throws IOException {
        Path inTheWay = recordings();
        Files.createDirectories(state.resolve(config.cluster()));
        Files.writeString(inTheWay, "x");
        try (LiveRecording recording = start(true)) {
            await("Unavailable");
            recording.setPaused(true);
            recording.setWanted(true);
            Await.until("it was tried again", () -> states.size() >= 4);
            assertThat(told).hasSize(1);
            Files.delete(inTheWay);
            recording.setWanted(true);
            await("Recording");
        }
        assertThat(gaps()).isEmpty();
    }

    @Test
    void aFolderThatVanishesIsShownAndToldAndRecordingContinues() throws IOException {
        try (LiveRecording recording = start(true)) {
            await("Recording");
            try (var files = Files.list(folder())) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder());
            Files.delete(recordings());
            // Something to write.
            recording.setPaused(true);
            recording.setPaused(false);
            await("Failing");
            Files.createDirectory(recordings());
            await("Recording");
            assertThat(told).hasSize(2);
            assertThat(told.get(0)).startsWith("Nothing is recorded: ");
        }
        assertThat(gaps()).contains("STORAGE");
    }
}
