package dev.telltale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A node whose parent is gone before it said a word. */
@Timeout(20)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ParentProcessTest {
    private final InputStream before = System.in;

    @AfterEach
    void putBack() {
        System.setIn(before);
    }

    @Test
    void aTokenThatNobodyIsLeftToHandOverIsNotWaitedFor() throws Exception {
        System.setIn(InputStream.nullInputStream());
        ParentProcess parent = ParentProcess.parse("4711:0");
        var ended = new CountDownLatch(1);
        parent.listen(ended::countDown);
        assertThat(parent.token(Duration.ofMinutes(5))).isNull();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
