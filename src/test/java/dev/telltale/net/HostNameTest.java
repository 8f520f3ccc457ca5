package dev.telltale.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.testkit.Await;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostNameTest {
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch end = new CountDownLatch(1);
    private final HostName silent = new HostName("gone.test", host -> {
        assertDoesNotThrow(() -> end.await());
        throw new UnknownHostException(host + ": Temporary failure in name resolution");
    });

    @AfterEach
    void close() {
        end.countDown();
    }

    @Test
    void aHangingLookupDoesNotAccumulateCallbacks() {
        for (int i = 0; i < 100; i++) {
            Await.assertFails(
                    silent.addresses(SHORT),
                    "cannot look up gone.test: the name server does not answer; check /etc/resolv.conf or give an IP address");
        }
        assertThat(silent.lookUp().toCompletableFuture().getNumberOfDependents())
                .isLessThan(3);
    }

    @Test
    void aLookupThatFailsBeforeTheTimeoutReportsItsReason() {
        var lookup = silent.addresses(LONG);
        end.countDown();
        Await.assertFails(
                lookup,
                "cannot look up gone.test: Temporary failure in name resolution; check /etc/resolv.conf or give an IP address");
    }

    @Test
    void anIpAddressNeedsNoLookup() {
        var host = new HostName("127.0.0.1", name -> {
            throw new AssertionError("looked up " + name);
        });
        assertThat(host.addresses(SHORT)).isCompletedWithValue(List.of(InetAddress.getLoopbackAddress()));
    }
}
