package dev.telltale.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The effect of faults at a node, single and combined. The monotonic clock starts just before its wrap. */
class ActiveFaultsTest {
    private static final NodeId SELF = new NodeId("node1");
    private static final NodeId TWO = new NodeId("node2");
    private static final NodeId THREE = new NodeId("node3");
    private static final Set<Link> TO_TWO = Set.of(new Link(SELF, TWO));
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final long START = Long.MAX_VALUE - 1_000;

    private final ActiveFaults book = new ActiveFaults(SELF, new SplittableRandom(7));
    private int made;

    @Test
    void aCutDropsOutgoingRequestsAndIgnoresIncomingOnes() {
        put(new LinkFault.Cut(Set.of(new Link(SELF, TWO), new Link(THREE, SELF))));

        assertThat(book.sendDecision(TWO)).isEqualTo(SendDecision.LOST);
        assertThat(book.isCutTo(TWO)).isTrue();
        assertThat(book.sendDecision(THREE)).isEqualTo(SendDecision.IMMEDIATE);
        assertThat(book.acceptsFrom(TWO)).isTrue();
        assertThat(book.acceptsFrom(THREE)).isFalse();
        assertThat(book.responseFor(Endpoint.HEARTBEAT)).isEqualTo(ResponseBehavior.NORMAL);
    }

    @Test
    void delaysAddUpAndStayWithinTheirJitter() {
        put(new LinkFault.Delay(TO_TWO, Duration.ofMillis(300), Duration.ofMillis(50)));
        put(new LinkFault.Delay(TO_TWO, Duration.ofMillis(100), Duration.ZERO));

        List<Long> drawn = IntStream.range(0, 1_000)
                .mapToObj(i -> book.sendDecision(TWO).delayNanos())
                .toList();
        assertThat(drawn).allMatch(nanos -> nanos >= 400_000_000 && nanos <= 450_000_000);
        assertThat(drawn).anyMatch(nanos -> nanos > 440_000_000).anyMatch(nanos -> nanos < 410_000_000);
        assertThat(book.sendDecision(THREE)).isEqualTo(SendDecision.IMMEDIATE);
    }

    @Test
    void dropsAreDrawnIndependentlyAndACutOverridesThem() {
        put(new LinkFault.Drop(TO_TWO, 0.5));
        put(new LinkFault.Drop(TO_TWO, 0.5));

        long lost = IntStream.range(0, 10_000)
                .filter(i -> book.sendDecision(TWO).isLost())
                .count();
        assertThat(lost).as("three quarters of 10,000").isBetween(7_200L, 7_800L);

        put(new LinkFault.Cut(TO_TWO));
        assertThat(IntStream.range(0, 100).allMatch(i -> book.sendDecision(TWO).isLost()))
                .isTrue();
    }

    @Test
    void theSameSeedGivesTheSameSendDecisions() {
        var other = new ActiveFaults(SELF, new SplittableRandom(7));
        for (ActiveFaults one : new ActiveFaults[] {book, other}) {
            one.put(fault("a", new LinkFault.Drop(TO_TWO, 0.3), LEASE), START);
            one.put(fault("b", new LinkFault.Delay(TO_TWO, SECOND, SECOND), LEASE), START);
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(book.sendDecision(TWO)).isEqualTo(other.sendDecision(TWO));
        }
    }

    @Test
    void aStallOverridesErrorsAndDelaysAndTheOldestErrorApplies() {
        put(new NodeFault.Fail(SELF, true));
        put(new NodeFault.Fail(SELF, false));
        put(new NodeFault.Slow(SELF, SECOND, Duration.ZERO));
        assertThat(book.responseFor(Endpoint.STATUS))
                .isEqualTo(new ResponseBehavior(ResponseBehavior.Mode.GARBAGE, SECOND.toNanos()));

        put(new NodeFault.Stall(SELF));
        assertThat(book.responseFor(Endpoint.STATUS)).isEqualTo(new ResponseBehavior(ResponseBehavior.Mode.SILENCE, 0));
        assertThat(book.sendDecision(TWO)).as("it still asks").isEqualTo(SendDecision.IMMEDIATE);
    }

    @Test
    void aGrayFaultBreaksOneEndpointOnly() {
        put(new NodeFault.Gray(SELF, Endpoint.STATUS));

        assertThat(book.responseFor(Endpoint.STATUS).mode()).isEqualTo(ResponseBehavior.Mode.ERROR);
        assertThat(book.responseFor(Endpoint.HEARTBEAT)).isEqualTo(ResponseBehavior.NORMAL);
    }

    @Test
    void skewsAddUp() {
        put(new NodeFault.Skew(SELF, SECOND.multipliedBy(5)));
        put(new NodeFault.Skew(SELF, SECOND.negated()));

        assertThat(book.skew()).isEqualTo(SECOND.multipliedBy(4));
    }

    @Test
    void aFaultEndsWithItsLeaseUnlessRenewed() {
        Fault one = put(new NodeFault.Stall(SELF));
        Fault other = put(new LinkFault.Cut(TO_TWO));
        long almost = START + LEASE.toNanos() - 1;

        assertThat(book.renew(one.id(), almost)).isTrue();
        assertThat(book.nextExpiry(almost)).contains(Duration.ofNanos(1));
        assertThat(book.expire(almost + 1)).containsExactly(other);
        assertThat(book.faults()).containsExactly(one);
        assertThat(book.expire(almost + LEASE.toNanos())).containsExactly(one);
        assertThat(book.isEmpty()).isTrue();
        assertThat(book.renew(one.id(), almost + LEASE.toNanos()))
                .as("what is healed is not renewed")
                .isFalse();
    }

    @Test
    void healingTwiceHasTheEffectOfHealingOnce() {
        Fault one = put(new NodeFault.Stall(SELF));

        assertThat(book.heal(one.id())).isTrue();
        assertThat(book.heal(one.id())).isFalse();
        assertThat(book.responseFor(Endpoint.HEARTBEAT)).isEqualTo(ResponseBehavior.NORMAL);
        assertThat(book.healAll()).isZero();
    }

    @Test
    void aFaultWithTheSameIdChangesTheTypeAndKeepsTheStart() {
        book.put(fault("a", new NodeFault.Stall(SELF), LEASE), START);
        Fault later =
                new Fault(new FaultId("a"), "test", new LinkFault.Cut(TO_TWO), Instant.EPOCH.plusSeconds(9), LEASE);

        assertThat(book.put(later, START).orElseThrow().since()).isEqualTo(Instant.EPOCH);
        assertThat(book.faults()).hasSize(1);
        assertThat(book.responseFor(Endpoint.HEARTBEAT)).isEqualTo(ResponseBehavior.NORMAL);
        assertThat(book.sendDecision(TWO)).isEqualTo(SendDecision.LOST);
    }

    @Test
    void theNumberOfActiveFaultsIsLimited() {
        for (int i = 0; i < ActiveFaults.MAX_FAULTS; i++) {
            put(new NodeFault.Stall(SELF));
        }
        assertThat(book.put(fault("more", new NodeFault.Stall(SELF), LEASE), START))
                .isEmpty();
        assertThat(book.put(fault("f1", new LinkFault.Cut(TO_TWO), LEASE), START))
                .as("one that is there already needs no room")
                .isPresent();
        assertThat(book.put(fault("more", new NodeFault.Stall(SELF), LEASE), START + LEASE.toNanos()))
                .as("those whose lease is over make room")
                .isPresent();
    }

    private Fault put(FaultType effect) {
        made++;
        return book.put(fault("f" + made, effect, LEASE), START).orElseThrow();
    }

    private static Fault fault(String id, FaultType effect, Duration lease) {
        return new Fault(new FaultId(id), "test", effect, Instant.EPOCH, lease);
    }
}
