package dev.telltale.benchmark;

import java.io.IOException;

/** One measurement: prints its table and leaves no process behind. */
interface Measurement {
    void run(Workplace place, Table table) throws IOException, InterruptedException;
}
