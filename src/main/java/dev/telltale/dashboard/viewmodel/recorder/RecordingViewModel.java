package dev.telltale.dashboard.viewmodel.recorder;

import dev.telltale.recording.live.LiveRecording;
import dev.telltale.recording.live.RecordingState;
import dev.telltale.time.TimeSource;
import java.time.ZoneId;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/** The recording of the cluster that the window shows, and what can be done with it. Commands return at once. */
public final class RecordingViewModel {
    private final BooleanProperty wanted = new SimpleBooleanProperty(this, "wanted", true);
    private final ReadOnlyObjectWrapper<RecordingText> text =
            new ReadOnlyObjectWrapper<>(this, "text", RecordingText.NONE);
    private @Nullable LiveRecording recording;

    public RecordingViewModel() {
        wanted.addListener((property, before, isWanted) -> {
            if (recording != null) {
                recording.setWanted(isWanted);
            }
        });
    }

    /** From now on the commands act on this recording. */
    public void follow(LiveRecording followed) {
        recording = followed;
    }

    /** Shows that this cluster is not recorded, and why, in one sentence. */
    public void showNone(String why) {
        text.set(RecordingText.none(why));
    }

    /** Shows how the recording stands. */
    public void show(RecordingState state, TimeSource clock, ZoneId zone) {
        text.set(RecordingText.of(state, clock.now().wall(), zone));
    }

    /** Pauses the recording, or continues it. */
    public void setPaused(boolean isPaused) {
        if (recording != null) {
            recording.setPaused(isPaused);
        }
    }

    /** Whether the cluster is recorded; saved with the preferences. */
    public BooleanProperty wantedProperty() {
        return wanted;
    }

    public ReadOnlyObjectProperty<RecordingText> textProperty() {
        return text.getReadOnlyProperty();
    }
}
