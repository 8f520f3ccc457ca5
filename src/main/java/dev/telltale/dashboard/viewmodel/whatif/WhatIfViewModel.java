package dev.telltale.dashboard.viewmodel.whatif;

import dev.telltale.concurrent.Futures;
import dev.telltale.concurrent.HelpedThread;
import dev.telltale.concurrent.NewestTask;
import dev.telltale.concurrent.SerialScheduler;
import dev.telltale.fault.Link;
import dev.telltale.model.DetectorKind;
import dev.telltale.recording.load.LoadedRecording;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.whatif.CurvePoint;
import dev.telltale.whatif.Evaluation;
import dev.telltale.whatif.SettingScore;
import dev.telltale.whatif.Workers;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What the detectors of a recording would have said with other settings. The newest setting is replayed at once; the
 * curve and the advice are calculated on a second thread, which waits meanwhile. FX thread only.
 */
public final class WhatIfViewModel implements AutoCloseable {
    /** Beside the recorded and the tried setting. */
    public static final int MAX_PINS = 4;

    private final Function<Workers, Evaluation> source;
    private final Supplier<List<String>> notes;
    private final Executor fxThread;
    private final SerialScheduler replays = new SerialScheduler("what-if");
    private final SerialScheduler background = new SerialScheduler("what-if-curve");
    private final HelpedThread helped = new HelpedThread("what-if-helper");
    private final NewestTask replay = new NewestTask(replays);
    private final Precedence precedence = new Precedence();
    private final LanesViewModel lanes;
    private final CurveViewModel curve;
    private final AdviceViewModel advice;
    private final Map<DetectorKind, SettingScore> recorded = new EnumMap<>(DetectorKind.class);
    private final List<SettingRow> pins = new ArrayList<>();
    private final ReadOnlyObjectWrapper<@Nullable TriedSetting> setting = new ReadOnlyObjectWrapper<>(this, "setting");
    private final ReadOnlyObjectWrapper<List<SettingRow>> rows = new ReadOnlyObjectWrapper<>(this, "rows", List.of());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private @Nullable Evaluation evaluation;
    private @Nullable SettingRow tried;
    private boolean isClosed;

    /**
     * Nothing is replayed before {@link #open}.
     *
     * @param source the recording, evaluated by these workers; called once, on another thread
     */
    public WhatIfViewModel(Function<Workers, Evaluation> source, Executor fxThread, ZoneId zone) {
        this(source, List::of, fxThread, zone);
    }

    private WhatIfViewModel(
            Function<Workers, Evaluation> source, Supplier<List<String>> notes, Executor fxThread, ZoneId zone) {
        this.source = source;
        this.notes = notes;
        this.fxThread = fxThread;
        lanes = new LanesViewModel(zone);
        curve = new CurveViewModel(new NewestTask(background), this::polite, fxThread);
        advice = new AdviceViewModel(new NewestTask(background), this::polite, fxThread);
    }

    /** Of a recording whose traces are read, or are being read; why they cannot be is said by the status. */
    public static WhatIfViewModel of(CompletableFuture<LoadedRecording> recording, Executor fxThread, ZoneId zone) {
        return new WhatIfViewModel(
                workers -> {
                    LoadedRecording loaded = recording.join();
                    return new Evaluation(loaded.traces(), loaded.outages(), workers);
                },
                () -> recording.join().notes(),
                fxThread,
                zone);
    }

    /** Reads the recording and replays it with its own settings, on another thread. */
    public void open() {
        busy.set(true);
        status.set("Replaying the recording at its own settings …");
        replay.start(isCancelled -> {
            try {
                Evaluation loaded = source.apply(helped::all);
                onFx(() -> ready(loaded));
            } catch (RuntimeException e) {
                onFx(() -> failed(e));
            }
        });
    }

    /** A question that waits while a setting is replayed for which a person waits. */
    private BooleanSupplier polite(BooleanSupplier isCancelled) {
        return () -> precedence.giveWay(isCancelled);
    }

    private void failed(RuntimeException failure) {
        busy.set(false);
        status.set(Futures.message(failure));
    }

    private void ready(Evaluation loaded) {
        evaluation = loaded;
        List<Link> links = loaded.links();
        lanes.linkProperty().set(links.isEmpty() ? null : links.get(0));
        advice.ready(loaded.by(Workers.CALLER));
        choose(TriedSetting.recorded(loaded.recorded().detection().deciding(), loaded.recorded()));
    }

    private void onFx(Runnable update) {
        fxThread.execute(() -> {
            if (!isClosed) {
                update.run();
            }
        });
    }

    /** Tries a setting; the one before, if it is not replayed yet, is dropped. Without effect before it is ready. */
    public void choose(TriedSetting wished) {
        Evaluation loaded = evaluation;
        if (loaded == null || isClosed || wished.equals(setting.get())) {
            return;
        }
        setting.set(wished);
        busy.set(true);
        SettingScore known = recorded.get(wished.detector());
        ReplaySettings settings = wished.settings(loaded.recorded());
        ReplaySettings own =
                TriedSetting.recorded(wished.detector(), loaded.recorded()).settings(loaded.recorded());
        replay.start(isCancelled -> precedence.run(() -> {
            try {
                SettingScore base = known != null ? known : loaded.score(own, wished.detector(), isCancelled);
                SettingScore score =
                        settings.equals(own) ? base : loaded.score(settings, wished.detector(), isCancelled);
                onFx(() -> show(wished, base, score));
            } catch (CancellationException cancelled) {
                throw cancelled;
            } catch (RuntimeException e) {
                onFx(() -> failed(e));
            }
        }));
        curve.calculate(loaded, wished.multiple());
    }

    private void show(TriedSetting wished, SettingScore base, SettingScore score) {
        recorded.put(wished.detector(), base);
        if (!wished.equals(setting.get())) {
            return;
        }
        busy.set(false);
        status.set(String.join("\n", notes.get()));
        tried = new SettingRow(SettingRow.Role.TRIED, label(wished), score);
        updateRows();
        Evaluation loaded = evaluation;
        if (loaded != null) {
            curve.mark(loaded, CurvePoint.of(score, loaded.recorded()));
        }
    }

    private String label(TriedSetting wished) {
        Evaluation loaded = evaluation;
        return loaded == null ? "" : wished.label(loaded.recorded());
    }

    private void updateRows() {
        SettingRow shown = tried;
        Evaluation loaded = evaluation;
        if (shown == null || loaded == null) {
            return;
        }
        DetectorKind detector = shown.score().detector();
        List<SettingRow> all = new ArrayList<>();
        SettingScore base = recorded.get(detector);
        if (base != null) {
            all.add(new SettingRow(
                    SettingRow.Role.RECORDED, label(TriedSetting.recorded(detector, loaded.recorded())), base));
        }
        all.add(shown);
        all.addAll(pins);
        rows.set(List.copyOf(all));
        lanes.show(all);
    }

    /** Keeps the tried setting as a row and a lane; false if it is kept already, or if there is no room. */
    public boolean pin() {
        SettingRow shown = tried;
        if (shown == null || pins.size() >= MAX_PINS || isPinned(shown)) {
            return false;
        }
        pins.add(new SettingRow(SettingRow.Role.PINNED, shown.label(), shown.score()));
        updateRows();
        return true;
    }

    private boolean isPinned(SettingRow row) {
        return pins.stream()
                .anyMatch(pin -> pin.score().settings().equals(row.score().settings())
                        && pin.score().detector() == row.score().detector());
    }

    /** Drops a pinned row. */
    public void unpin(SettingRow row) {
        if (pins.removeIf(pin -> pin.equals(row))) {
            updateRows();
        }
    }

    /** Cancels all replays. */
    @Override
    public void close() {
        isClosed = true;
        replay.cancel();
        curve.close();
        advice.cancel();
        replays.close();
        background.close();
        helped.close();
    }

    /** The settings of the recording, and what can be chosen; null before it is ready. */
    public @Nullable SettingChoice choice() {
        Evaluation loaded = evaluation;
        return loaded == null ? null : new SettingChoice(loaded.recorded(), loaded.links());
    }

    public LanesViewModel lanes() {
        return lanes;
    }

    public CurveViewModel curve() {
        return curve;
    }

    public AdviceViewModel advice() {
        return advice;
    }

    /** The position of the sliders; null before the recording is read. */
    public ReadOnlyObjectProperty<@Nullable TriedSetting> settingProperty() {
        return setting.getReadOnlyProperty();
    }

    /** The recorded, the tried and the pinned settings with their scores. */
    public ReadOnlyObjectProperty<List<SettingRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** Whether the shown scores are not yet those of the setting. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Why there is no score, or which part of the recording it is of; empty if it is of all of it. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }
}
