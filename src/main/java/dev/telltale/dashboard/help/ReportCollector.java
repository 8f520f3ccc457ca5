package dev.telltale.dashboard.help;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.timeline.TimelineCanvas;
import dev.telltale.dashboard.timeline.TimelineLayout;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.timeline.FaultSpan;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments;
import dev.telltale.dashboard.viewmodel.timeline.TimelinePicture;
import dev.telltale.text.Durations;
import dev.telltale.text.NameList;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/** Collects the content of a report from the window. FX thread only; reads no file. */
record ReportCollector(PanelViewModel model, ClusterConfig config, Path stateFolder) {
    private static final int MAX_LINES = 1_000;
    private static final List<String> PROPERTIES = List.of(
            "java.version",
            "java.vendor",
            "java.vm.name",
            "javafx.runtime.version",
            "os.name",
            "os.version",
            "os.arch",
            "prism.order",
            "glass.gtk.uiScale");

    /** @param zoom of the window, in percent */
    ProblemReport collect(Scene scene, int zoom) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("versions.txt", versions(scene, zoom));
        texts.put("settings.txt", settings());
        texts.put("timeline.txt", timeline(scene));
        texts.put("journal.txt", journal());
        return new ProblemReport(
                config, texts, WindowPicture.of(scene, NameList.of(config.ids()) + ", " + config.nodes()), stateFolder);
    }

    private String versions(Scene scene, int zoom) {
        String telltale = ReportCollector.class.getPackage().getImplementationVersion();
        return lines(Stream.concat(
                Stream.of(
                        "telltale: " + (telltale == null ? "built from source" : telltale),
                        "reported: " + model.grid().now().wall(),
                        "window: " + scene.getWidth() + " x " + scene.getHeight() + ", zoom " + zoom + " %"),
                PROPERTIES.stream().map(name -> name + ": " + System.getProperty(name, "-"))));
    }

    private String settings() {
        return lines(Stream.concat(
                Stream.of(
                        "cluster: " + config.cluster(),
                        "heartbeat interval: "
                                + Durations.format(config.heartbeat().interval()),
                        "heartbeat timeout: "
                                + Durations.format(config.heartbeat().timeout()),
                        "detector: " + model.detector().detectorProperty().get().id(),
                        "restart: " + config.restart(),
                        "cluster key in a file: " + (config.keyFile() == null ? "no" : "yes")),
                config.nodes().stream().map(member -> "node: " + member.id() + " at " + member.address())));
    }

    /** All faults and outages, and the statuses in the time that the timeline shows. */
    private String timeline(Scene scene) {
        TimelinePicture picture = picture(scene);
        Stream<String> truth = picture.truth().placed().stream().map(placed -> words(placed.span()));
        Stream<String> lanes =
                picture.lanes().stream().flatMap(lane -> lane.runs().stream().map(run -> words(lane, run, picture)));
        return lines(Stream.of(Stream.of("faults and outages:"), truth, Stream.of("statuses:"), lanes)
                .flatMap(part -> part));
    }

    private TimelinePicture picture(Scene scene) {
        int columns = 1;
        if (scene.lookup("#timeline") instanceof TimelineCanvas canvas) {
            // The width that is shown, since the view model moves by its columns.
            TimelineLayout layout = canvas.lanesLayout();
            columns = (int) (layout.right() - layout.left());
        }
        return model.timeline().picture(columns, 0, MAX_LINES);
    }

    private static String words(FaultSpan span) {
        return span.from() + " to " + time(span.until()) + " " + span.words();
    }

    private static String time(@Nullable Instant until) {
        return until == null ? "now" : until.toString();
    }

    private static String words(LaneSegments lane, LaneSegments.Run run, TimelinePicture picture) {
        double columns = lane.runs().get(lane.runs().size() - 1).until();
        return picture.window().at(run.from() / columns) + " " + lane.lane().label() + ": "
                + run.state().style();
    }

    private String journal() {
        return lines(model.journal().all().stream()
                .limit(MAX_LINES)
                .map(line -> line.fullTime().isEmpty() ? line.text() : line.fullTime() + " " + line.text()));
    }

    private static String lines(Stream<String> lines) {
        return lines.collect(Collectors.joining("\n", "", "\n"));
    }
}
