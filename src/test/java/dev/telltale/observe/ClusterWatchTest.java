package dev.telltale.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.TestPorts;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.time.NanoClock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterWatchTest {
    private static final List<Member> NOBODY =
            List.of(new Member(new NodeId("node1"), new Address("127.0.0.1", TestPorts.free(1)[0])));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNodeIsAskedAgainWhateverFailsWithItsAnswer(boolean isError) throws Exception {
        var thrice = new CountDownLatch(3);
        try (var watch = new ClusterWatch(NOBODY, NanoClock.SYSTEM, view -> {
            thrice.countDown();
            if (isError) {
                throw new AssertionError("of a test");
            }
            throw new IllegalStateException("of a test");
        })) {
            watch.start();
            assertThat(thrice.await(20, TimeUnit.SECONDS)).as("asked again").isTrue();
        }
    }

    @Test
    void afterItsEndNothingIsToldAnyMore() {
        var watch = new ClusterWatch(NOBODY, NanoClock.SYSTEM, view -> {});
        watch.close();
        watch.start();
        assertThat(watch.journal().end()).isZero();
    }
}
