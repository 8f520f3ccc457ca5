package dev.telltale.benchmark;

import dev.telltale.model.Member;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The panel on a real display: its first frame, its cost at rest with three nodes, and its end. */
final class PanelBench implements Measurement {
    private static final int ROUNDS = 4;
    /** The first panel after a build makes the class-data archive for the next ones within this time. */
    private static final Duration ARCHIVE = Duration.ofSeconds(25);

    private static final Duration SETTLE = Duration.ofMinutes(1);
    private static final Duration SETTLE_MINIMISED = Duration.ofSeconds(10);
    private static final Duration REST = Duration.ofSeconds(20);
    private static final double MEGABYTE = 1e6;

    @Override
    public void run(Workplace place, Table table) throws IOException, InterruptedException {
        firstFrame(place, table);
        var rest = new Rest(place, table);
        for (Subject subject : place.subjects()) {
            rest.measure(subject);
        }
        rest.add();
    }

    /** The first frame, and closing the window with three nodes. */
    void firstFrame(Workplace place, Table table) throws IOException, InterruptedException {
        Screen screen = Screen.open();
        var floor = new Samples("floor: an empty JavaFX window's first frame, ms");
        var frame = new Figure("the panel's first frame, ms", place.subjects(), floor, Bound.timesFloor(1.6));
        var end = new Figure(
                "the panel closed with 3 nodes -> it has ended, ms", place.subjects(), null, Bound.median(1000));
        String classPath = Workplace.classes() + File.pathSeparator
                + place.subjects().get(0).home().resolve("target").resolve("lib") + File.separator + "*";
        List<String> empty = List.of(Workplace.java(), "-cp", classPath, FloorWindow.Main.class.getName());
        for (Subject subject : place.subjects()) {
            try (Panel first = open(place, screen, subject, place.members(3))) {
                assert first.child().process().isAlive();
                Thread.sleep(ARCHIVE.toMillis());
            }
        }
        try (Asker client = new Asker()) {
            for (int round = 0; round <= ROUNDS; round++) {
                try (Panel window = Panel.open(place, screen, empty)) {
                    floor.add(window.firstFrame());
                }
                for (Subject subject : place.subjects()) {
                    List<Member> members = place.members(3);
                    try (Panel panel = open(place, screen, subject, members)) {
                        frame.of(subject).add(panel.firstFrame());
                        panel.startCluster(members, client);
                        end.of(subject).add(panel.closeWindow());
                    }
                }
                if (round == 0) {
                    floor.clear();
                    frame.clear();
                    end.clear();
                }
            }
        }
        table.add(floor, List.of(frame));
        table.add(end);
    }

    private static Panel open(Workplace place, Screen screen, Subject subject, List<Member> members)
            throws IOException, InterruptedException {
        return Panel.open(
                place,
                screen,
                subject.telltale("--config", place.config(members).toString()));
    }

    /** The panel's own cost at rest; its nodes are not part of it. */
    static final class Rest {
        private final Workplace place;
        private final Table table;
        private final Figure visible;
        private final Figure pointed;
        private final Figure minimised;
        private final Figure resident;
        private String reason = "no sample";

        Rest(Workplace place, Table table) {
            this.place = place;
            this.table = table;
            visible = new Figure("panel at rest, visible, % of one core", place.subjects(), null, Bound.median(5));
            pointed = new Figure("the same, the pointer on a cell", place.subjects(), null, null);
            minimised = new Figure("panel at rest, minimised, % of one core", place.subjects(), null, Bound.median(1));
            resident = new Figure("panel at rest, RSS, MB", place.subjects(), null, Bound.median(260));
        }

        void measure(Subject subject) throws IOException, InterruptedException {
            List<Member> members = place.members(3);
            Screen screen = Screen.open();
            try (Asker client = new Asker();
                    Panel panel = open(place, screen, subject, members)) {
                panel.startCluster(members, client);
                screen.pointAway();
                Thread.sleep(SETTLE.toMillis());
                List<ProcessHandle> own = List.of(panel.child().process().toHandle());
                visible.of(subject).add(SizeBench.percentOfOneCore(own, REST));
                resident.of(subject).add(ProcessStat.residentBytes(own.get(0)) / MEGABYTE);
                screen.point();
                pointed.of(subject).add(SizeBench.percentOfOneCore(own, REST));
                screen.pointAway();
                panel.minimise();
                Thread.sleep(SETTLE_MINIMISED.toMillis());
                minimised.of(subject).add(SizeBench.percentOfOneCore(own, REST));
            } catch (IOException e) {
                reason = String.valueOf(e.getMessage());
            }
        }

        void add() {
            Stream.of(visible, pointed, minimised, resident).forEach(figure -> table.add(figure, reason));
        }
    }
}
