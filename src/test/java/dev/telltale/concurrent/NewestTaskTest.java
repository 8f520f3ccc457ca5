package dev.telltale.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class NewestTaskTest {
    private final Queue<Runnable> thread = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private final NewestTask newest = new NewestTask(thread::add);

    private void runThread() {
        for (Runnable next = thread.poll(); next != null; next = thread.poll()) {
            next.run();
        }
    }

    @Test
    void onlyTheNewestOfThoseThatWaitRuns() {
        newest.start(isCancelled -> log.add("1"));
        newest.start(isCancelled -> log.add("2"));
        newest.start(isCancelled -> log.add("3 " + isCancelled.getAsBoolean()));
        assertThat(thread).hasSize(1);
        runThread();
        assertThat(log).containsExactly("3 false");
    }

    @Test
    void aNewerTaskCancelsTheOneThatRuns() {
        newest.start(isCancelled -> {
            newest.start(unused -> log.add("newer"));
            log.add("cancelled " + isCancelled.getAsBoolean());
            throw new CancellationException("by the newer one");
        });
        runThread();
        assertThat(log).containsExactly("cancelled true", "newer");
    }

    @Test
    void aCancelledTaskDoesNotRunAndALaterOneDoes() {
        newest.start(isCancelled -> log.add("cancelled"));
        newest.cancel();
        newest.start(isCancelled -> log.add("later"));
        runThread();
        assertThat(log).containsExactly("later");
        newest.start(isCancelled -> log.add("never"));
        newest.cancel();
        runThread();
        assertThat(log).containsExactly("later");
    }
}
