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
 * Writes the run record of this process, restores it if it is deleted, and removes it on close. Uses its own thread,
 * since the printing thread may be blocked by a suspended terminal. Any thread.
 */
public final class RecordKeeper implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RecordKeeper.class.getName());
    /**
     * Interval in which a deleted record is restored. Shorter than the lease of a fault, which is renewed only for
     * nodes with a record.
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
     * Writes the record, replacing one that another process left under its name, and starts the thread.
     *
     * @param onFailure receives one sentence if the record could not be written now; writing is retried
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
                restore();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void restore() {
        if (closed.getCount() == 0) {
            return;
        }
        try {
            records.writeIfChanged(record);
        } catch (IOException e) {
            LOG.log(Level.FINE, "the run record could not be restored; retrying", e);
        }
    }

    /** Stops restoring the record and removes it. */
    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            records.remove(record);
        }
    }
}
