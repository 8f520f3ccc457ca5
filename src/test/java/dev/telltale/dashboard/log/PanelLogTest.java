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

    /** A pipe that nobody reads stands for a disk that hangs: whoever opens it to write waits for ever. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whoLogsNeverWaitsForADiskThatHangs() throws Exception {
        Path pipe = folder.resolve("panel.0.log");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        PanelLog log = PanelLog.open(folder);
        var told = new AtomicInteger();
        log.tell(words -> told.incrementAndGet());
        try {
            for (int i = 0; i < 5_000; i++) {
                LOG.log(Level.SEVERE, "number " + i, new IllegalStateException("number " + i));
                PanelLog.caught(Thread.currentThread(), new IllegalStateException("caught " + i));
            }
            // Of each kind the first three, and then the tenth, the hundredth and the thousandth.
            assertThat(told.get()).isEqualTo(12);
        } finally {
            log.close();
            log.awaitEnd();
        }
        assertThat(Logger.getLogger("").getHandlers()).doesNotContain(log);
        // So that its thread ends.
        try (InputStream reader = Files.newInputStream(pipe)) {
            log.awaitEnd();
            assertThat(reader).isNotNull();
        }
    }

    @Test
    void whereNoFileCanBeWrittenFaultsAreToldAllTheSame() throws Exception {
        Path file = Files.createFile(folder.resolve("a-file"));
        PanelLog log = PanelLog.open(file.resolve("below-it"));
        var told = new AtomicInteger();
        log.tell(words -> told.incrementAndGet());
        try {
            LOG.severe("of a test");
            LOG.info("not a fault");
        } finally {
            log.close();
            log.awaitEnd();
        }
        assertThat(told.get()).isOne();
    }

    @Test
    void faultsOfManyKindsAreAllNewsAndTakeLittleRoom() {
        var repeats = new DuplicateLogFilter();
        for (int i = 0; i < 10_000; i++) {
            assertThat(repeats.isNews(new LogRecord(Level.SEVERE, "kind " + i))).isTrue();
        }
    }
}
