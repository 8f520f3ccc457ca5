package dev.telltale.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table of all figures, printed at the end: each with the ratio to its floor, its bound, and whether it holds. */
final class Table {
    private static final int NAME = 52;

    private final PrintStream out;
    private final String heading;
    private final @Nullable String other;
    private final List<String> lines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int held;
    private int failed;
    private int missing;

    /** Starts an empty table; the other revision, if there is one, gets two columns at the right. */
    Table(PrintStream out, String heading, @Nullable String other) {
        this.out = out;
        this.heading = heading;
        this.other = other;
    }

    /** Adds rows without bounds, of this revision only. */
    void addSamples(Samples floor, List<Samples> rows) {
        row(floor, null, floor, floor);
        rows.forEach(samples -> row(samples, null, floor, samples));
    }

    /** Adds the floor and the figures that are compared with it. */
    void add(Samples floor, List<Figure> figures) {
        row(floor, null, floor, floor);
        figures.forEach(this::add);
    }

    void add(Figure figure) {
        add(figure, "no sample");
    }

    /** Adds a figure, or the reason why it was not measured. */
    void add(Figure figure, String reason) {
        List<Samples> samples = figure.samples();
        if (samples.get(0).count() == 0) {
            missing(samples.get(0).name(), reason);
            return;
        }
        row(samples.get(0), figure.bound(), figure.floor(), samples.get(samples.size() - 1));
    }

    void missing(String name, String reason) {
        missing++;
        lines.add(pad(name) + "  not measured: " + reason);
    }

    void note(String words) {
        notes.add(words);
    }

    void print() {
        out.println(heading);
        out.print(pad("") + String.format("%4s %8s %8s %8s %8s %8s", "n", "min", "median", "p99", "max", "x floor"));
        out.printf(" %9s %5s", "bound", "holds");
        out.println(other == null ? "" : String.format("  %12.12s %7s", other, "change"));
        lines.forEach(out::println);
        notes.forEach(out::println);
        out.println(held + " bounds hold, " + failed + " do not"
                + (missing == 0 ? "." : ", " + missing + " figures were not measured."));
    }

    private void row(Samples own, @Nullable Bound bound, @Nullable Samples floor, Samples against) {
        var line = new StringBuilder(pad(own.name()));
        line.append(String.format("%4d", own.count()));
        for (double column : new double[] {0, 0.5, 0.99, 1}) {
            line.append(' ').append(number(own.percentile(column)));
        }
        double share = bound == null ? 0.5 : bound.share();
        double compared = own.percentile(share);
        line.append(' ').append(floor == null ? String.format("%8s", "-") : number(compared / floor.median()));
        line.append(String.format(" %9s %5s", bound == null ? "" : bound.text(), verdict(own, bound, floor)));
        if (other != null && against != own) {
            line.append(
                    against.count() == 0 ? String.format("  %12s", "-") : change(compared, against.percentile(share)));
        }
        lines.add(line.toString().stripTrailing());
    }

    private static String change(double own, double before) {
        return String.format(Locale.ROOT, "  %12.2f", before)
                + (before == 0 ? "" : String.format(Locale.ROOT, " %+6.0f%%", 100 * (own / before - 1)));
    }

    private String verdict(Samples own, @Nullable Bound bound, @Nullable Samples floor) {
        if (bound == null) {
            return "";
        }
        boolean holds = bound.holds(own, floor);
        held += holds ? 1 : 0;
        failed += holds ? 0 : 1;
        return holds ? "yes" : "no";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 1000 ? "%8.2f" : "%8.0f", value);
    }

    private static String pad(String name) {
        return String.format("%-" + NAME + "s", name);
    }
}
