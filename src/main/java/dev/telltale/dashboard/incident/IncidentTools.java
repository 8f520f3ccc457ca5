package dev.telltale.dashboard.incident;

import dev.telltale.dashboard.journal.IncidentsHead;
import dev.telltale.dashboard.journal.IncidentsPane;
import dev.telltale.dashboard.kit.Background;
import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.ModalCard;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.incident.AwayText;
import dev.telltale.dashboard.viewmodel.incident.IncidentLine;
import dev.telltale.dashboard.viewmodel.incident.IncidentsViewModel;
import dev.telltale.groundtruth.Interval;
import dev.telltale.recording.incident.PastIncidents;
import dev.telltale.report.SpanFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/** What can be done with incidents: show the cluster as it was, export, copy; and the availability. FX thread only. */
public final class IncidentTools {
    private static final String THREAD = "panel-incidents";

    private final PanelViewModel panel;
    private final IncidentsViewModel model;
    private final ClusterRecordings recordings;
    private final Places places;
    private final IncidentsHead head;
    private final IncidentsPane pane;
    private @Nullable Consumer<Path> openRecording;
    private @Nullable BiConsumer<Path, Instant> recordingOpener;

    /**
     * Where things are shown.
     *
     * @param bars holds a bar at the top
     * @param chooser returns the file for a proposed name, or null to cancel
     * @param exported returns an exported file to open, or null to cancel
     * @param showTimeline selects the tab of the timeline
     * @param showIncidents selects the tab of the incidents
     */
    public record Places(
            ModalCard card,
            Pane bars,
            Function<String, @Nullable Path> chooser,
            Supplier<@Nullable Path> exported,
            Runnable showTimeline,
            Runnable showIncidents) {}

    /** What was read on another thread. */
    private record Read(PastIncidents past, @Nullable Instant lastClosed) {}

    public IncidentTools(PanelViewModel panel, IncidentsViewModel model, ClusterRecordings recordings, Places places) {
        this.panel = panel;
        this.model = model;
        this.recordings = recordings;
        this.places = places;
        head = new IncidentsHead(model);
        pane = new IncidentsPane(model, this::open);
        head.add("exportIncident", "Export incident…", this::exportIncident);
        head.add("exportSpan", "Export what the timeline shows…", this::exportSpan);
        head.add("openExport", "Open exported file…", this::openExport);
        head.add("copyIncidents", "Copy incidents", () -> {
            Copies.copy(pane.selectedText());
            panel.notice("Copied the incidents.");
        });
        head.add("showAvailability", "Availability…", this::availability);
    }

    public IncidentsHead head() {
        return head;
    }

    public IncidentsPane pane() {
        return pane;
    }

    /** Reads the recordings; shows their incidents, and says what happened since a window was last open. */
    public void load() {
        Background.compute(
                THREAD,
                () -> new Read(recordings.past(), recordings.lastClosed().orElse(null)),
                read -> {
                    model.showPast(read.past);
                    Instant now = panel.grid().now().wall();
                    if (read.lastClosed != null && read.lastClosed.isBefore(now)) {
                        String sentence = AwayText.of(read.past, new Interval(read.lastClosed, now));
                        if (!sentence.isEmpty()) {
                            new AwayBar(places.bars, sentence, places.showIncidents);
                        }
                    }
                });
    }

    /**
     * Recordings can be opened from now on; until then that is refused.
     *
     * @param at opens the recording of an incident that the timeline does not have, at an instant
     */
    public void opensRecordings(Consumer<Path> opener, BiConsumer<Path, Instant> at) {
        openRecording = opener;
        recordingOpener = at;
    }

    private void open(IncidentLine line) {
        String whyNot = model.open(line);
        Path recording = line.recording();
        if (whyNot.isEmpty()) {
            places.showTimeline.run();
        } else if (recording != null && recordingOpener != null) {
            recordingOpener.accept(recording, IncidentsViewModel.instantOf(line));
        } else {
            panel.notice(whyNot);
        }
    }

    private void exportIncident() {
        pane.selected()
                .ifPresentOrElse(
                        line -> export("incident-" + line.title().replaceAll("[^A-Za-z0-9]+", "-"), model.span(line)),
                        () -> panel.notice("Export incident: there is no incident."));
    }

    private void exportSpan() {
        export("telltale-span", model.shownSpan());
    }

    private void export(String name, Interval span) {
        Path file = places.chooser.apply(name + SpanFiles.SUFFIXES.get(0));
        if (file == null) {
            return;
        }
        if (!SpanFiles.isKnown(file)) {
            panel.warning(
                    "Not exported: the name of the file ends with " + String.join(", ", SpanFiles.SUFFIXES) + ".");
            return;
        }
        Background.start(THREAD, () -> {
            try {
                recordings.export(span, file);
                FxBridge.FX_THREAD.execute(() -> panel.notice("Exported to " + file));
            } catch (IOException e) {
                FxBridge.FX_THREAD.execute(
                        () -> panel.warning("Not exported to " + file + ": " + e.getMessage() + "."));
            }
        });
    }

    private void openExport() {
        Path file = places.exported.get();
        if (file != null && openRecording != null) {
            openRecording.accept(file);
        }
    }

    private void availability() {
        Background.compute(THREAD, recordings::past, past -> AvailabilityCard.show(places.card, past));
    }
}
