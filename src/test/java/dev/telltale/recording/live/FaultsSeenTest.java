package dev.telltale.recording.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.auth.AuthToken;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.registry.RunRecord;
import dev.telltale.testkit.TestValues;
import dev.telltale.time.ClockReading;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The faults of other programs, from what nodes list. Time and lists are set. */
class FaultsSeenTest {
    private static final NodeId ONE = new NodeId("node1");
    private static final NodeId TWO = new NodeId("node2");

    private final List<RunRecord> records = new ArrayList<>(List.of(record(ONE, 1), record(TWO, 2)));
    private final Map<Long, List<Fault>> listed = new HashMap<>(Map.of(1L, List.of(), 2L, List.of()));
    private ClockReading now = TestValues.NOW;
    private final FaultsSeen seen =
            new FaultsSeen(() -> records, this::list, fault -> !fault.author().equals("this"), () -> now);

    private static RunRecord record(NodeId node, long pid) {
        return new RunRecord(
                node,
                pid,
                TestValues.NOW.wall(),
                new Address("127.0.0.1", 8001),
                new AuthToken("0f".repeat(AuthToken.BYTES)));
    }

    private CompletableFuture<List<Fault>> list(RunRecord node) {
        List<Fault> faults = listed.get(node.pid());
        return faults == null
                ? CompletableFuture.failedFuture(new IOException("no answer"))
                : CompletableFuture.completedFuture(faults);
    }

    private static Fault fault(FaultType effect, String author) {
        var since = TestValues.NOW.wall().minusMillis(300);
        return new Fault(new FaultId("f-" + author), author, effect, since, Duration.ofSeconds(5));
    }

    private List<String> after(int seconds) {
        now = TestValues.later(Duration.ofSeconds(seconds));
        seen.get();
        return seen.get().stream().map(this::text).toList();
    }

    private String text(FaultInterval interval) {
        return interval.fault().id() + " "
                + interval.fault().effect().links().size() + " "
                + millis(interval.from()) + " "
                + (interval.until() == null ? "-" : millis(interval.until()));
    }

    private static long millis(ClockReading at) {
        return Duration.between(TestValues.NOW.wall(), at.wall()).toMillis();
    }

    @Test
    void aFaultIsSeenFromItsBeginUntilItWasListedForTheLastTime() {
        listed.put(1L, List.of(fault(new NodeFault.Stall(ONE), "other"), fault(new NodeFault.Stall(ONE), "this")));
        assertThat(after(0)).containsExactly("f-other 0 -300 -");
        assertThat(after(1)).containsExactly("f-other 0 -300 -");
        listed.put(1L, List.of());
        assertThat(after(2)).containsExactly("f-other 0 -300 1000");
        assertThat(after(9)).containsExactly("f-other 0 -300 1000");
    }

    @Test
    void theLinksThatSeveralNodesCutAreOneFault() {
        var cut = fault(new LinkFault.Cut(LinkSets.between(ONE, TWO)), "other");
        var links = new ArrayList<>(cut.effect().links());
        listed.put(1L, List.of(fault(new LinkFault.Cut(java.util.Set.of(links.get(0))), "other")));
        listed.put(2L, List.of(fault(new LinkFault.Cut(java.util.Set.of(links.get(1))), "other")));
        assertThat(after(0)).containsExactly("f-other 2 -300 -");
        listed.put(1L, List.of());
        assertThat(after(1)).as("the other node still has it").containsExactly("f-other 2 -300 -");
        records.remove(1);
        assertThat(after(2)).containsExactly("f-other 2 -300 1000");
    }

    @Test
    void aFaultOfANodeThatDoesNotAnswerEndsWithItsLease() {
        listed.put(1L, List.of(fault(new NodeFault.Stall(ONE), "other")));
        after(0);
        listed.remove(1L);
        assertThat(after(4)).containsExactly("f-other 0 -300 -");
        assertThat(after(7)).containsExactly("f-other 0 -300 0");
    }
}
