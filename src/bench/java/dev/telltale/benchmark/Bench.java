package dev.telltale.benchmark;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Runs the measurement that its argument names and prints one table. */
public final class Bench {
    private static final Map<String, Measurement> MEASUREMENTS = new TreeMap<>(Map.of(
            "all", new AllBench(),
            "command", new CommandBench(),
            "start", new StartBench(),
            "kill", new KillBench(),
            "screen", new ScreenBench(),
            "fx", new FxBench(),
            "memory", new MemoryBench(),
            "status", new StatusBench(),
            "panel", new PanelBench()));

    static {
        MEASUREMENTS.put("record", new RecordBench());
        for (int nodes : SizeBench.SIZES) {
            MEASUREMENTS.put("nodes" + nodes, SizeBench.of(nodes));
        }
    }

    private Bench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Measurement measurement = args.length == 1 ? MEASUREMENTS.get(args[0]) : null;
        if (measurement == null) {
            System.err.println("Name one measurement: -Dbench=" + String.join(", ", MEASUREMENTS.keySet()) + ".");
            System.exit(2);
            return;
        }
        Workplace place = Workplace.open();
        // Ctrl+C ends this process while the measurement still runs.
        Runtime.getRuntime().addShutdownHook(new Thread(place::close, "end-measurement"));
        try {
            String against = System.getProperty("telltale.bench.against", "");
            if (!against.isEmpty()) {
                place.compareWith(against);
            }
            String heading = args[0] + " on " + Workplace.machine();
            var table = new Table(System.out, heading, against.isEmpty() ? null : against);
            measurement.run(place, table);
            table.print();
        } catch (IOException e) {
            if (!place.isClosed()) {
                throw e;
            }
        } finally {
            place.close();
        }
        // JavaFX and the HTTP client may leave threads; all processes have ended.
        System.exit(0);
    }
}
