package dev.telltale.dashboard;

import dev.telltale.concurrent.SerialScheduler;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.recording.OpenedRecording;
import dev.telltale.dashboard.recording.PlayerBar;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.recording.EventInstants;
import dev.telltale.dashboard.viewmodel.recording.RecordingPlayer;
import dev.telltale.dashboard.viewmodel.recording.RecordingText;
import dev.telltale.dashboard.viewmodel.timeline.TimelineViewModel;
import dev.telltale.dashboard.viewmodel.whatif.WhatIfViewModel;
import dev.telltale.dashboard.whatif.WhatIfTab;
import dev.telltale.recording.history.RecordedHistory;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording that the window shows in place of its cluster: the whole panel as it was at the instant of the slider.
 * Nothing is polled, and no command is possible. FX thread only.
 */
final class RecordedSession {
    private static final Duration FRAME = Duration.ofMillis(40);
    private static final Duration NOTICE_PERIOD = Duration.ofSeconds(1);

    private final OpenedRecording recording;
    private final TimeSource clock;
    private final ClockReading opened;
    private final ClockReading end;
    private final PanelViewModel model;
    private final PanelController panel;
    private final RecordingPlayer player;
    private final PlayerBar bar;
    private final FxBridge<Boolean> frames;
    private final WhatIfTab whatIf;
    private final SerialScheduler notices = new SerialScheduler("panel-notices");
    private @Nullable SerialScheduler playing;
    /** Null while the model is made. */
    private @Nullable TimelineViewModel timeline;

    /**
     * @param close shows the cluster again that was shown before
     * @param closeWindow called when the key that closes the window is pressed
     */
    RecordedSession(OpenedRecording recording, DashboardContext application, Runnable close, Runnable closeWindow) {
        this.recording = recording;
        clock = application.clock();
        opened = clock.now();
        RecordedHistory history = recording.history();
        ZoneId zone = ZoneId.systemDefault();
        end = OpenedRecording.reading(history.end());
        model = new PanelViewModel(
                recording.config(),
                recording.processes(this::shownInstant),
                recording.faults(),
                FxBridge.FX_THREAD,
                end,
                zone);
        timeline = model.timeline();
        model.measure().scores().follow(recording::verdicts);
        model.detector().follow(history.statuses(), recording.faults()::intervals);
        model.tick(end);
        Duration length = Duration.between(history.begin(), history.end());
        model.timeline()
                .zoom(length.toMillis() / 1e3 / model.timeline().window().span().toMillis() * 1e3);
        player = new RecordingPlayer(
                model.timeline(),
                history.begin(),
                history.end(),
                () -> EventInstants.of(
                        history, model.detector().detectorProperty().get()));
        frames = new FxBridge<>(FxBridge.FX_THREAD, due -> player.advance(clock.now()));
        player.playingProperty().addListener((property, before, isPlaying) -> showPlaying(isPlaying));
        // Panes that only a recording has are tabs at the bottom.
        whatIf = new WhatIfTab(() -> WhatIfViewModel.of(recording.traces(), FxBridge.FX_THREAD, zone));
        var text = new RecordingText(history, zone);
        panel = new PanelController(model, closeWindow);
        bar = new PlayerBar(player, text, close);
        panel.addRecording(bar, player::toggle, text.title(), List.of(whatIf));
        EventInstants.firstTrouble(history, model.detector().detectorProperty().get())
                .ifPresent(player::seek);
        history.notes().forEach(note -> model.notice("Left out: " + note + "."));
    }

    private @Nullable Instant shownInstant() {
        return timeline == null ? null : timeline.selectedProperty().get();
    }

    private void showPlaying(boolean isPlaying) {
        if (playing != null) {
            playing.close();
            playing = null;
        }
        if (isPlaying) {
            playing = new SerialScheduler("panel-player");
            playing.every(FRAME, () -> frames.publish(true));
        }
    }

    /** To be called once it is in the window. */
    void start() {
        bar.focus();
        var ticks = new FxBridge<Boolean>(FxBridge.FX_THREAD, due -> {
            Duration passed = clock.now().since(opened);
            // The time of the recording stands still.
            model.noticeLine().tick(new ClockReading(end.nanos() + passed.toNanos(), end.wall()));
        });
        notices.every(NOTICE_PERIOD, () -> ticks.publish(true));
    }

    /** While the window is minimised, nothing is played. */
    void setSeen(boolean isSeen) {
        if (!isSeen) {
            player.pause();
        }
    }

    /** Nothing is updated from now on. */
    void close() {
        player.pause();
        notices.close();
        whatIf.close();
    }

    OpenedRecording recording() {
        return recording;
    }

    PanelViewModel model() {
        return model;
    }

    PanelController panel() {
        return panel;
    }
}
