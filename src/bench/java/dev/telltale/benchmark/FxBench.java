package dev.telltale.benchmark;

import dev.telltale.dashboard.FxProbe;
import java.time.Duration;
import java.util.List;

/** Busy times of the FX thread while the statuses of three, and of thirty, nodes change all the time. */
final class FxBench implements Measurement {
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final Duration BOUND = Duration.ofMillis(16);

    @Override
    public void run(Workplace place, Table table) throws InterruptedException {
        FxProbe.startToolkit();
        FxProbe.Times few = FxProbe.measure(3, TIME);
        FxProbe.Times many = FxProbe.measure(30, TIME);
        Samples floor = samples("floor: a frame, three nodes, ms", few.frames());
        table.addSamples(
                floor,
                List.of(
                        samples("its processor time on the FX thread, ms", few.work()),
                        samples("a view or a count applied, three nodes, ms", few.tasks()),
                        samples("a frame, thirty nodes, ms", many.frames()),
                        samples("its processor time on the FX thread, ms", many.work()),
                        samples("a view or a count applied, thirty nodes, ms", many.tasks())));
        addNote(table, "three", few);
        addNote(table, "thirty", many);
        table.note("The product's panel, headless, software rendering; the timeline shown, a cell selected.");
    }

    private static void addNote(Table table, String nodes, FxProbe.Times times) {
        table.note("over 16 ms with " + nodes + " nodes: " + over(times.frames()) + " of "
                + times.frames().size() + " frames, " + over(times.work())
                + " by their processor time; " + times.views() + " views were published");
    }

    private static long over(List<Duration> lengths) {
        return lengths.stream().filter(length -> length.compareTo(BOUND) > 0).count();
    }

    private static Samples samples(String name, List<Duration> lengths) {
        var samples = new Samples(name);
        lengths.forEach(samples::add);
        return samples;
    }
}
