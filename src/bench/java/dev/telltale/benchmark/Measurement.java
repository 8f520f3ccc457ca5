package dev.telltale.benchmark;

import java.io.IOException;

/** One measurement: runs to its end, prints its table, leaves no process behind. */
interface Measurement {
    void run(Workplace place, Table table) throws IOException, InterruptedException;
}
