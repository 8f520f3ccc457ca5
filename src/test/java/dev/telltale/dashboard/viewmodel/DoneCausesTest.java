package dev.telltale.dashboard.viewmodel;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static dev.telltale.testkit.TestValues.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.diagnosis.Cause;
import dev.telltale.launcher.Deed;
import dev.telltale.model.Effect;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Link;
import dev.telltale.model.Links;
import dev.telltale.model.NodeId;
import dev.telltale.model.Page;
import dev.telltale.testkit.FakeFaultControl;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DoneCausesTest {
    private static final List<NodeId> NODES = nodes(4);
    private static final NodeId NODE2 = node(2);
    private static final Set<Link> ONE = Set.of(new Link(node(1), node(3)));

    private final FakeFaultControl faults = new FakeFaultControl();
    private final List<Deed> deeds = new ArrayList<>();

    private DoneCauses done() {
        WhatWasDone was = WhatWasDone.of(deeds, Map.of(), faults.truth(), HeartbeatSettings.DEFAULT);
        return DoneCauses.of(NODES, was, faults.truth(), HeartbeatSettings.DEFAULT, NOW.wall());
    }

    private void did(Deed.Kind kind, int secondsAgo) {
        deeds.add(new Deed(kind, NODE2, 7, later(Duration.ofSeconds(-secondsAgo))));
    }

    private void broken(int secondsAgo, Effect effect) {
        var unused = faults.at(later(Duration.ofSeconds(-secondsAgo))).make(effect);
    }

    private List<String> words() {
        return done().causes().stream().map(Cause::words).toList();
    }

    static Stream<Arguments> effects() {
        Duration half = Duration.ofMillis(500);
        Duration deadline = HeartbeatSettings.DEFAULT.deadline();
        return Stream.of(
                Arguments.of(new Effect.Cut(ONE), "one-way link node1 to node3"),
                Arguments.of(new Effect.Cut(Links.between(node(3), node(1))), "broken link node1 and node3"),
                Arguments.of(new Effect.Cut(Links.isolate(NODES, NODE2)), "isolated node2"),
                Arguments.of(new Effect.Cut(Links.halves(NODES)), "partition node1, node2 / node3, node4"),
                Arguments.of(new Effect.Delay(ONE, deadline, Duration.ZERO), "one-way link node1 to node3"),
                Arguments.of(new Effect.Delay(ONE, half, deadline), ""),
                Arguments.of(new Effect.Drop(ONE, 1), "one-way link node1 to node3"),
                Arguments.of(new Effect.Drop(ONE, 0.9), ""),
                Arguments.of(new Effect.Stall(NODE2), "hung node2"),
                Arguments.of(new Effect.Slow(NODE2, deadline, Duration.ZERO), "hung node2"),
                Arguments.of(new Effect.Slow(NODE2, half, Duration.ZERO), ""),
                Arguments.of(new Effect.Fail(NODE2, false), "errors of node2"),
                Arguments.of(new Effect.Gray(NODE2, Page.HEARTBEAT), "errors of node2"),
                Arguments.of(new Effect.Gray(NODE2, Page.STATUS), "gray status of node2"),
                Arguments.of(new Effect.Skew(NODE2, Duration.ofMinutes(-1)), "skewed clock of node2"),
                Arguments.of(new Effect.Skew(NODE2, half), ""));
    }

    @ParameterizedTest
    @MethodSource("effects")
    void eachFaultComesToWhatItDoesForSure(Effect effect, String cause) {
        broken(3, effect);
        assertThat(words()).isEqualTo(cause.isEmpty() ? List.of() : List.of(cause));
    }

    @Test
    void processesComeToWhatTheyAre() {
        assertThat(words()).isEmpty();
        assertThat(done().newestIn(ZoneId.of("UTC"))).isEmpty();
        did(Deed.Kind.PAUSE, 9);
        assertThat(words()).containsExactly("hung node2");
        did(Deed.Kind.KILL, 4);
        assertThat(words()).containsExactly("crash of node2");
        assertThat(done().newestIn(ZoneId.of("UTC"))).isEqualTo("SIGKILL node2 14:03:21.480");
        broken(12, new Effect.Cut(ONE));
        assertThat(words()).containsExactlyInAnyOrder("crash of node2", "one-way link node1 to node3");
        assertThat(done().newestIn(ZoneId.of("UTC"))).isEqualTo("SIGKILL node2 14:03:21.480 and 1 more");
    }

    @Test
    void linksOfSeveralFaultsAreReadTogether() {
        broken(3, new Effect.Cut(Links.row(NODES, NODE2)));
        broken(2, new Effect.Cut(Links.column(NODES, NODE2)));
        assertThat(words()).containsExactly("isolated node2");
    }

    @Test
    void whatIsOverMayStillBeSeenForAWhile() {
        did(Deed.Kind.KILL, 12);
        did(Deed.Kind.START, 9);
        did(Deed.Kind.READY, 8);
        broken(6, new Effect.Stall(node(3)));
        faults.at(later(Duration.ofSeconds(-2)));
        var unused = faults.healAll();
        assertThat(words()).isEmpty();
        assertThat(done().lately())
                .extracting(Cause::words)
                .containsExactlyInAnyOrder("restart of node2", "hung node3");
        faults.at(NOW);
    }

    @Test
    void whoWasPausedMaySayForAWhileThatItRunsLate() {
        did(Deed.Kind.PAUSE, 20);
        did(Deed.Kind.RESUME, 10);
        assertThat(words()).isEmpty();
        assertThat(done().lately()).extracting(Cause::words).containsExactly("sick observer node2");
    }
}
