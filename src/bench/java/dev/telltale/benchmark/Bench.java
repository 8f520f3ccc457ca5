package dev.telltale.benchmark;

import java.io.IOException;
import java.util.Map;

/** Runs the measurement that its argument names and prints one table. */
public final class Bench {
    private static final Map<String, Measurement> MEASUREMENTS = Map.of(
            "start", new StartBench(),
            "kill", new KillBench(),
            "screen", new ScreenBench(),
            "fx", new FxBench(),
            "memory", new MemoryBench(),
            "status", new StatusBench());

    private Bench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Measurement measurement = args.length == 1 ? MEASUREMENTS.get(args[0]) : null;
        if (measurement == null) {
            System.err.println("Name one measurement: -Dbench=start, kill, screen, fx, memory or status.");
            System.exit(2);
            return;
        }
        try (Workplace place = Workplace.open()) {
            System.out.println(args[0] + " on " + Workplace.machine());
            measurement.run(place, new Table(System.out));
        }
        // JavaFX and the HTTP client may leave threads; all processes have ended.
        System.exit(0);
    }
}
