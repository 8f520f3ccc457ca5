package dev.telltale.benchmark;

import java.io.IOException;

/** Every figure that has a bound. One that fails is reported as not measured, and the next one follows. */
final class AllBench implements Measurement {

    @Override
    public void run(Workplace place, Table table) throws IOException, InterruptedException {
        attempt("commands", place, table, new CommandBench());
        attempt("start", place, table, new StartBench());
        attempt("kill", place, table, new KillBench());
        attempt("status", place, table, new StatusBench());
        attempt("first frame", place, table, new PanelBench()::firstFrame);
        attempt("memory", place, table, new MemoryBench());
        var panel = new PanelBench.Rest(place, table);
        // The panel's minutes at rest are within those of ten nodes, which take little of one core.
        attempt(
                "10 nodes and the panel",
                place,
                table,
                (where, into) -> SizeBench.of(10).run(where, into, panel::measure));
        panel.add();
        attempt("30 nodes", place, table, SizeBench.of(30));
        attempt("recording", place, table, new RecordBench());
        attempt("60 nodes", place, table, SizeBench.of(60));
    }

    private static void attempt(String name, Workplace place, Table table, Measurement measurement)
            throws IOException, InterruptedException {
        System.err.println("measuring: " + name);
        try {
            measurement.run(place, table);
        } catch (IOException e) {
            if (place.isClosed()) {
                throw e;
            }
            System.err.println("not measured: " + e.getMessage());
            table.missing(name, String.valueOf(e.getMessage()));
        }
    }
}
