package dev.telltale.dashboard;

import dev.telltale.dashboard.cluster.ClusterContext;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.recorder.RecordingViewModel;
import dev.telltale.dashboard.viewmodel.scenario.ScoreSource;
import dev.telltale.dashboard.viewmodel.timeline.Unrecorded;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.observe.ContinuedRecord;
import dev.telltale.recording.live.LiveRecording;
import dev.telltale.recording.live.RecordedPast;
import dev.telltale.recording.live.RecordingState;
import dev.telltale.recording.recorder.Recorder;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records the cluster that a window shows, and shows what was recorded of it before. Everything is read and written on
 * the thread of the recording. FX thread only, but for the listener's methods and {@link #stopReading} and {@link #close}.
 */
final class SessionRecording implements LiveRecording.Listener {
    /** Of the past, for each of events and faults; as many as a session keeps of its own. */
    private static final int MAX_INCIDENTS = 10_000;

    private final LiveRecording recording;
    private final ClusterContext context;
    private final PanelViewModel model;
    private final RecordingViewModel shown;
    private final ContinuedRecord record;
    private final ClockReading opened;
    private final FxBridge<RecordingState> states;

    SessionRecording(
            LiveRecording recording,
            ClusterContext context,
            PanelViewModel model,
            RecordingViewModel shown,
            ContinuedRecord record,
            TimeSource clock) {
        this.recording = recording;
        this.context = context;
        this.model = model;
        this.shown = shown;
        this.record = record;
        opened = clock.now();
        states = new FxBridge<>(FxBridge.FX_THREAD, state -> shown.show(state, clock, ZoneId.systemDefault()));
    }

    /** Reads the past and begins to record; returns at once. */
    void start(ClusterWatch watch) {
        shown.follow(recording);
        var changes = new Recorder.Changes(watch.journal(), watch.verdicts(), this::own);
        recording.start(changes, shown.wantedProperty().get(), this);
    }

    private Incidents own() {
        return new Incidents(context.control().processEvents(), context.faults().intervals());
    }

    @Override
    public void state(RecordingState state) {
        states.publish(state);
    }

    @Override
    public void told(String sentence) {
        FxBridge.FX_THREAD.execute(() -> model.warning(sentence));
    }

    @Override
    public void past(@Nullable RecordedPast past) {
        if (past == null) {
            record.endReading();
            return;
        }
        record.continueFrom(past.history().statuses());
        Instant end = past.history().end();
        var ended = new ClockReading(
                opened.nanos() - Duration.between(end, opened.wall()).toNanos(), end);
        Incidents incidents = past.history().incidents().endedAt(ended, MAX_INCIDENTS);
        List<Unrecorded> unrecorded = unrecorded(past);
        FxBridge.FX_THREAD.execute(() -> show(past, incidents, unrecorded));
    }

    private List<Unrecorded> unrecorded(RecordedPast past) {
        List<Unrecorded> times = new ArrayList<>();
        past.gaps()
                .forEach(gap -> times.add(
                        new Unrecorded(gap.from(), gap.until(), gap.reason().text())));
        times.add(new Unrecorded(past.history().end(), opened.wall(), "this window was not open"));
        return times;
    }

    private void show(RecordedPast past, Incidents incidents, List<Unrecorded> unrecorded) {
        model.measure().showPast(incidents);
        model.measure().scores().showPast(new ScoreSource.Past(past.measuredTimes(), incidents, past::verdicts));
        model.timeline().setUnrecorded(unrecorded);
        model.journal().showPast(incidents, opened.wall());
        model.detector().follow(past.history().statuses(), () -> faults(incidents));
    }

    private List<FaultInterval> faults(Incidents past) {
        List<FaultInterval> ofSession = context.faults().intervals();
        return past.faults().isEmpty()
                ? ofSession
                : Stream.concat(past.faults().stream(), ofSession.stream()).toList();
    }

    /** Reads all nodes once more; to be called before they are stopped. Blocks shortly. */
    void stopReading() {
        recording.stopReading();
    }

    /** Ends the recording. Blocks shortly. */
    void close() {
        recording.close();
    }
}
