package dev.telltale.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.concurrent.SerialScheduler;
import dev.telltale.launcher.process.ChildProcess;
import dev.telltale.testkit.Await;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** An idle process is killed after one period; one that uses processor time gets more periods. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("process")
class StartDeadlineTest {
    private static final Duration PERIOD = Duration.ofMillis(1_500);

    private final SerialScheduler thread = new SerialScheduler("start-deadline-test");
    private final AtomicBoolean isStarting = new AtomicBoolean(true);
    private final CompletableFuture<Long> expired = new CompletableFuture<>();
    private final long start = System.nanoTime();

    private Process begin(String script) {
        Process process = assertDoesNotThrow(() -> new ProcessBuilder("sh", "-c", script).start());
        new StartDeadline(
                thread,
                PERIOD,
                () -> ChildProcess.processorTime(process.pid()),
                isStarting::get,
                () -> expired.complete(System.nanoTime() - start));
        return process;
    }

    @AfterEach
    void close() {
        thread.close();
    }

    @Test
    void anIdleProcessExpiresAfterOnePeriod() {
        Process process = begin("exec sleep 60");
        assertThat(Duration.ofNanos(Await.result(expired))).isGreaterThanOrEqualTo(PERIOD);
        process.destroyForcibly();
    }

    @Test
    void aBusyProcessExpiresOnlyWhenItStopsWorking() {
        Process process = begin("while :; do :; done");
        Await.elapse(PERIOD.multipliedBy(2).plusMillis(200), "a process that works has more than one period");
        assertThat(expired).isNotDone();

        process.destroyForcibly();
        assertThat(Duration.ofNanos(Await.result(expired))).isGreaterThan(PERIOD.multipliedBy(2));
    }

    @Test
    void aReadyProcessDoesNotExpire() {
        Process process = begin("exec sleep 60");
        isStarting.set(false);
        Await.elapse(PERIOD.plusMillis(500), "a process that is ready has no deadline");
        assertThat(expired).isNotDone();
        process.destroyForcibly();
    }
}
