package dev.telltale.benchmark;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** A plain table of samples, each with the ratio of its median to that of the floor. */
final class Table {
    private final PrintStream out;

    Table(PrintStream out) {
        this.out = out;
    }

    void print(String unit, Samples floor, List<Samples> rows) {
        out.printf("%-46s %5s %9s %9s %9s %9s %9s %8s%n", unit, "n", "min", "median", "p95", "p99", "max", "x floor");
        row(floor, floor);
        rows.forEach(row -> row(row, floor));
    }

    void note(String words) {
        out.println(words);
    }

    private void row(Samples row, Samples floor) {
        if (row.count() == 0) {
            out.printf("%-46s %5d%n", row.name(), 0);
            return;
        }
        out.printf(
                Locale.ROOT,
                "%-46s %5d %9.2f %9.2f %9.2f %9.2f %9.2f %8.2f%n",
                row.name(),
                row.count(),
                row.percentile(0),
                row.percentile(0.5),
                row.percentile(0.95),
                row.percentile(0.99),
                row.percentile(1),
                row.percentile(0.5) / floor.percentile(0.5));
    }
}
