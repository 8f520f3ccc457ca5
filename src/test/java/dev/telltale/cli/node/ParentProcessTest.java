package dev.telltale.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PipedInputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A node whose parent ends before it has written a token. */
@Timeout(20)
class ParentProcessTest {
    private final InputStream before = System.in;

    @AfterEach
    void putBack() {
        System.setIn(before);
    }

    static Stream<InputStream> lifelines() {
        // The second pipe breaks at the first write: it has no other end.
        return Stream.of(InputStream.nullInputStream(), new PipedInputStream());
    }

    @ParameterizedTest
    @MethodSource("lifelines")
    void aTokenThatNobodyIsLeftToHandOverIsNotWaitedFor(InputStream lifeline) throws Exception {
        System.setIn(lifeline);
        ParentProcess parent = ParentProcess.parse("4711:0");
        var ended = new CountDownLatch(1);
        parent.listen(ended::countDown);
        assertThat(parent.token(Duration.ofMinutes(5))).isNull();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
