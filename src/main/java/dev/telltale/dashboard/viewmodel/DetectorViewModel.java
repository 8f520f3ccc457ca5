package dev.telltale.dashboard.viewmodel;

import dev.telltale.dashboard.viewmodel.journal.JournalViewModel;
import dev.telltale.dashboard.viewmodel.timeline.TimelineViewModel;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Matrix;
import dev.telltale.model.NodeId;
import dev.telltale.observe.StatusRecord;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The detector whose verdicts this window shows as the statuses. Applies the choice to the present matrix, to the
 * journal and to the history of the timeline: all other view models receive only the statuses of that detector.
 */
public final class DetectorViewModel {
    private final DetectorKind configured;
    private final TimelineViewModel timeline;
    private final JournalViewModel journal;
    private final ObjectProperty<DetectorKind> detector;
    private final ReadOnlyObjectWrapper<List<NodeId>> withoutVerdict =
            new ReadOnlyObjectWrapper<>(this, "withoutVerdict", List.of());
    private Matrix reported;
    private Matrix matrix;
    private @Nullable StatusRecord record;

    DetectorViewModel(
            DetectorKind configured, List<NodeId> nodes, TimelineViewModel timeline, JournalViewModel journal) {
        this.configured = configured;
        this.timeline = timeline;
        this.journal = journal;
        detector = new SimpleObjectProperty<>(this, "detector", configured);
        reported = Matrix.empty(nodes);
        matrix = reported;
        detector.addListener((property, before, after) -> onChoice());
    }

    /** Shows this record in journal and timeline from now on, and these faults in the timeline. */
    public void follow(StatusRecord newRecord, Supplier<List<FaultInterval>> faults) {
        record = newRecord;
        timeline.follow(newRecord.history(detector.get()), faults);
        pullJournal();
    }

    private void onChoice() {
        apply();
        journal.note("detector", detector.get().id() + " chosen");
        if (record != null) {
            timeline.follow(record.history(detector.get()));
            journal.clearChanges();
            pullJournal();
        }
    }

    /** Shows what the nodes report, and what the journal has gained. */
    void show(Matrix newReported) {
        reported = newReported;
        apply();
        pullJournal();
    }

    private void apply() {
        matrix = reported.withStatusOf(detector.get());
        withoutVerdict.set(reported.answeringWithout(detector.get()));
    }

    private void pullJournal() {
        if (record != null) {
            journal.pull(record.journal(detector.get())::since);
        }
    }

    /** The present matrix with the statuses of the chosen detector. */
    Matrix matrix() {
        return matrix;
    }

    /** The chosen detector; at first the configured one. A choice changes only this window: no node is asked. */
    public ObjectProperty<DetectorKind> detectorProperty() {
        return detector;
    }

    /** Chooses the detector of a saved preference; an unknown name, or null, changes nothing. */
    public void restore(@Nullable String id) {
        if (id != null) {
            DetectorKind.parse(id).ifPresent(detector::set);
        }
    }

    /** The preference to save: the name of the chosen detector; null if it is the configured one. */
    public @Nullable String preference() {
        return detector.get() == configured ? null : detector.get().id();
    }

    /** The answering nodes that report no verdict of the chosen detector, and are shown with their own statuses. */
    public ReadOnlyObjectProperty<List<NodeId>> withoutVerdictProperty() {
        return withoutVerdict.getReadOnlyProperty();
    }
}
