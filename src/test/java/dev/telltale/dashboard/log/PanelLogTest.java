package dev.telltale.dashboard.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@Tag("process")
class PanelLogTest {
    private static final Logger LOG = Logger.getLogger("dev.telltale.test");

    @TempDir
    Path folder;

    /** A pipe without a reader simulates a disk that hangs: opening it for writing blocks. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void loggingNeverWaitsForAHangingDisk() throws Exception {
        Path pipe = folder.resolve("panel.0.log");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        PanelLog log = PanelLog.open(folder);
        var reported = new AtomicInteger();
        log.onInternalError(words -> reported.incrementAndGet());
        try {
            for (int i = 0; i < 5_000; i++) {
                LOG.log(Level.SEVERE, "number " + i, new IllegalStateException("number " + i));
                PanelLog.logUncaught(Thread.currentThread(), new IllegalStateException("caught " + i));
            }
            // The first three of each kind, the 10th, the 100th and the 1,000th.
            assertThat(reported.get()).isEqualTo(12);
        } finally {
            log.close();
            log.awaitEnd();
        }
        assertThat(Logger.getLogger("").getHandlers()).doesNotContain(log);
        // Lets the writer thread end.
        try (InputStream reader = Files.newInputStream(pipe)) {
            log.awaitEnd();
            assertThat(reader).isNotNull();
        }
    }

    @Test
    void internalErrorsAreReportedEvenIfNoLogFileCanBeWritten() throws Exception {
        Path file = Files.createFile(folder.resolve("a-file"));
        PanelLog log = PanelLog.open(file.resolve("below-it"));
        var reported = new AtomicInteger();
        log.onInternalError(words -> reported.incrementAndGet());
        try {
            LOG.severe("of a test");
            LOG.info("not a fault");
        } finally {
            log.close();
            log.awaitEnd();
        }
        assertThat(reported.get()).isOne();
    }

    @Test
    void logRecordsOfManyKindsAreAllAccepted() {
        var filter = new DuplicateLogFilter();
        for (int i = 0; i < 10_000; i++) {
            assertThat(filter.accepts(new LogRecord(Level.SEVERE, "kind " + i))).isTrue();
        }
    }
}
