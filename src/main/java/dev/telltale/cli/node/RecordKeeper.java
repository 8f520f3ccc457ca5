package dev.telltale.cli.node;

import dev.telltale.registry.RunRecord;
import dev.telltale.registry.RunRecords;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The run record of this process, from its first writing to its removal. A thread of its own puts it back when it is gone: the
 * one that prints may be held up by a terminal that takes nothing. Any thread.
 */
public final class RecordKeeper implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RecordKeeper.class.getName());
    /**
     * How long others go without a record that was removed; a look at one file costs next to nothing. Shorter than the lease
     * of a fault, which only nodes with a record have renewed.
     */
    public static final Duration CHECK = Duration.ofSeconds(2);

    private final RunRecords records;
    private final RunRecord record;
    private final Duration check;
    private final CountDownLatch closed = new CountDownLatch(1);

    RecordKeeper(RunRecords records, RunRecord record, Duration check) {
        this.records = records;
        this.record = record;
        this.check = check;
    }

    /**
     * Writes the record, over what another process left under its name, and keeps it from now on.
     *
     * @param onFailure gets one sentence if it could not be written now; it is tried again
     */
    void open(Consumer<String> onFailure) {
        try {
            records.write(record);
        } catch (IOException e) {
            onFailure.accept(String.valueOf(e.getMessage()));
        }
        var thread = new Thread(this::keep, "run-record");
        thread.setDaemon(true);
        thread.start();
    }

    private void keep() {
        try {
            while (!closed.await(check.toMillis(), TimeUnit.MILLISECONDS)) {
                putBack();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void putBack() {
        if (closed.getCount() == 0) {
            return;
        }
        try {
            records.keep(record);
        } catch (IOException e) {
            LOG.log(Level.FINE, "the record stays away until the next look", e);
        }
    }

    /** Removes the record for good. */
    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            records.remove(record);
        }
    }
}
