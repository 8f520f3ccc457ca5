package dev.telltale.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.client.FaultClient;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.faultinjection.FaultInjector;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.registry.RunRecord;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.Proc;
import dev.telltale.testkit.RealCluster;
import dev.telltale.testkit.TestUser;
import dev.telltale.testkit.TestValues;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault on a process cluster: exactly the expected cells change; after the fault is cleared, all are up again
 * within two intervals, and no file or connection is left.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its nodes are started by env, and paused")
@Tag("process")
@Tag("quiet")
class RealFaultsTest {
    private static final NodeId ONE = TestValues.node(1);
    private static final NodeId TWO = TestValues.node(2);
    private static final NodeId THREE = TestValues.node(3);
    private static final List<NodeId> ALL = List.of(ONE, TWO, THREE);
    private static final HeartbeatSettings SETTINGS =
            new HeartbeatSettings(Duration.ofMillis(300), Duration.ofMillis(750));
    /** Allowance for a busy machine, added to each time limit. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    /** One cluster for all tests: each leaves it healthy, and the next waits until it is. */
    private static RealCluster nodes;

    @TempDir
    static Path folder;

    /**
     * System resources that the cluster uses.
     *
     * @param connections of each node to other nodes, open or half closed; none where the system has no /proc (Linux)
     */
    private record Belongings(Set<Path> files, Map<NodeId, Long> connections) {}

    private final FaultClient client = new FaultClient();
    private FaultInjector injector;
    private Belongings before = new Belongings(Set.of(), Map.of());

    @BeforeAll
    static void start() {
        nodes = new RealCluster(folder, ALL.size(), SETTINGS);
    }

    @BeforeEach
    void restoreCluster() {
        nodes.startAll();
        injector = new FaultInjector(nodes.launcher()::memberRecords, TimeSource.SYSTEM, new Random(1), "test");
        // Each node keeps one connection to each other; connections of failed attempts during the start are closed
        // soon.
        Await.await("each node has one connection to each other").untilAsserted(() -> {
            before = belongings();
            assertThat(before.connections().values()).allMatch(open -> open == ALL.size() - 1);
        });
    }

    @AfterEach
    void heal() {
        injector.close();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    /** A fault, and the cells that become down. */
    static Stream<Arguments> effects() {
        Set<Link> oneWay = Set.of(new Link(ONE, THREE));
        Set<Link> ofTwo = LinkSets.column(ALL, TWO);
        return Stream.of(
                Arguments.of(new LinkFault.Cut(oneWay), oneWay),
                Arguments.of(new LinkFault.Cut(LinkSets.row(ALL, TWO)), LinkSets.row(ALL, TWO)),
                Arguments.of(new LinkFault.Cut(ofTwo), ofTwo),
                Arguments.of(new LinkFault.Cut(LinkSets.isolate(ALL, TWO)), LinkSets.isolate(ALL, TWO)),
                Arguments.of(new LinkFault.Cut(LinkSets.halves(ALL)), LinkSets.isolate(ALL, ONE)),
                Arguments.of(new LinkFault.Cut(LinkSets.bridge(ALL, TWO)), LinkSets.between(ONE, THREE)),
                Arguments.of(new LinkFault.Delay(oneWay, Duration.ofSeconds(2), Duration.ZERO), oneWay),
                Arguments.of(new LinkFault.Drop(oneWay, 1), oneWay),
                Arguments.of(new NodeFault.Stall(TWO), ofTwo),
                Arguments.of(new NodeFault.Slow(TWO, Duration.ofSeconds(2), Duration.ZERO), ofTwo),
                Arguments.of(new NodeFault.Fail(TWO, false), ofTwo),
                Arguments.of(new NodeFault.Fail(TWO, true), ofTwo),
                Arguments.of(new NodeFault.Gray(TWO, Endpoint.HEARTBEAT), ofTwo));
    }

    @ParameterizedTest
    @MethodSource("effects")
    void onlyTheExpectedCellsTurnDownAndAllAreUpAfterwards(FaultType effect, Set<Link> expected) {
        int before = nodes.transitions().size();
        Fault fault = make(effect);
        awaitDown(expected);
        Await.elapse(SETTINGS.interval(), "no other cell changes");
        assertThat(downSince(before)).isEqualTo(expected);

        Await.result(injector.heal(fault.id()));
        Await.await("all up again within two intervals")
                .atMost(SETTINGS.interval().multipliedBy(2).plus(SLACK))
                .untilAsserted(() -> nodes.awaitAllUp());
        assertNothingIsLeft();
        assertThat(injector.intervals()).hasSize(1).allMatch(interval -> interval.until() != null);
    }

    static Stream<FaultType> harmless() {
        return Stream.of(
                new LinkFault.Delay(Set.of(new Link(ONE, THREE)), Duration.ofMillis(40), Duration.ofMillis(20)),
                new NodeFault.Slow(TWO, Duration.ofMillis(40), Duration.ofMillis(20)),
                new NodeFault.Skew(TWO, Duration.ofSeconds(-30)),
                new NodeFault.Gray(TWO, Endpoint.STATUS));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void aFaultThatDoesNotStopHeartbeatsCausesNoDown(FaultType effect) {
        int before = nodes.transitions().size();
        Fault fault = make(effect);
        Await.elapse(SETTINGS.timeout().multipliedBy(2), "no node is reported down for it");

        assertThat(downSince(before)).isEmpty();
        Await.result(injector.heal(fault.id()));
        nodes.awaitAllUp();
        assertNothingIsLeft();
    }

    @Test
    void aFaultIsReinjectedIntoARestartedNode() {
        make(new NodeFault.Gray(TWO, Endpoint.HEARTBEAT));
        awaitDown(LinkSets.column(ALL, TWO));
        Await.result(nodes.launcher().kill(TWO));
        Await.result(nodes.launcher().start(TWO));
        injector.refresh();

        RunRecord two = record(TWO);
        Await.await("the fault is made again at the restarted node")
                .until(() -> client.list(two).join().size() == 1);
    }

    @Test
    void aFaultHealedByAnotherClientStaysHealed() {
        Fault fault = make(new LinkFault.Cut(Set.of(new Link(ONE, TWO))));
        client.heal(record(ONE), fault.id()).join();

        Await.await("the fault is forgotten").until(() -> injector.faults().isEmpty());
        assertNothingIsLeft();
    }

    @Test
    void aFaultIsReinjectedAfterAPauseLongerThanItsLease() {
        make(new LinkFault.Cut(Set.of(new Link(ONE, TWO))));
        Await.result(nodes.launcher().pause(ONE));
        Await.elapse(Duration.ofSeconds(6), "a pause longer than the lease of a fault");
        Await.result(nodes.launcher().resume(ONE));

        RunRecord one = record(ONE);
        Await.await("the fault is made again after the pause")
                .pollDelay(Duration.ofSeconds(2))
                .atMost(Await.TIMEOUT)
                .until(() -> {
                    return client.list(one).join().size() == 1;
                });
        assertThat(injector.faults()).hasSize(1);
    }

    @Test
    void aFaultEndsWhenItsAuthorNoLongerRenewsIt() {
        var effect = new NodeFault.Stall(TWO);
        var orphan = new Fault(new FaultId("orphan"), "none", effect, Instant.EPOCH, Duration.ofSeconds(2));
        client.put(record(TWO), orphan).join();
        awaitDown(LinkSets.column(ALL, TWO));

        nodes.awaitAllUp();
        assertNothingIsLeft();
    }

    @Test
    void aFaultForANodeThatDoesNotRunIsRejectedWithAReason() {
        Await.result(nodes.launcher().kill(TWO));

        assertThat(injector.inject(new NodeFault.Stall(TWO)))
                .failsWithin(Await.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .withThrowableThat()
                .withMessageContaining(
                        "node2 does not run, or its run record was removed; a node writes it again within 2 s, so try"
                                + " again");
    }

    private Fault make(FaultType effect) {
        var made = injector.inject(effect);
        Await.result(made);
        return made.join();
    }

    private RunRecord record(NodeId node) {
        return nodes.launcher().memberRecords().stream()
                .filter(record -> record.id().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private static Belongings belongings() {
        List<RunRecord> records = nodes.launcher().memberRecords();
        Set<String> ports = records.stream()
                .map(node -> ":%04X".formatted(node.address().port()))
                .collect(Collectors.toSet());
        long self = ProcessHandle.current().pid();
        // The columns of the table: 2 is the remote address, in hexadecimal digits, and 9 the inode.
        Set<String> toNodes = Stream.of(Proc.read(self, "net/tcp"), Proc.read(self, "net/tcp6"))
                .flatMap(String::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(socket -> ports.contains(socket[2].replaceFirst(".*:", ":")))
                .map(socket -> "socket:[" + socket[9] + "]")
                .collect(Collectors.toSet());
        Map<NodeId, Long> connections = new HashMap<>();
        for (RunRecord node : records) {
            List<String> open = Proc.openFiles(node.pid());
            if (!open.isEmpty()) {
                connections.put(
                        node.id(), open.stream().filter(toNodes::contains).count());
            }
        }
        return new Belongings(TestUser.files(folder), connections);
    }

    private void awaitDown(Set<Link> cells) {
        Await.await("down at " + cells)
                .until(() ->
                        cells.stream().allMatch(cell -> lastReported(cell.observer(), cell.subject()) == Status.DOWN));
    }

    /** According to the observer's last transition, whether or not it answers now. */
    private Status lastReported(NodeId observer, NodeId subject) {
        return nodes.transitions().stream()
                .filter(change ->
                        change.observer().equals(observer) && change.subject().equals(subject))
                .reduce((earlier, later) -> later)
                .map(Transition::to)
                .orElse(Status.UNKNOWN);
    }

    private Set<Link> downSince(int before) {
        Set<Link> down = new HashSet<>();
        List<Transition> all = nodes.transitions();
        all.subList(before, all.size()).stream()
                .filter(change -> change.to() == Status.DOWN)
                .forEach(change -> down.add(new Link(change.observer(), change.subject())));
        return down;
    }

    private void assertNothingIsLeft() {
        assertThat(injector.faults()).isEmpty();
        for (RunRecord node : nodes.launcher().memberRecords()) {
            assertThat(client.list(node).join()).as("of %s", node.id()).isEmpty();
        }
        Await.await("no file and no connection is left")
                .untilAsserted(() -> assertThat(belongings()).isEqualTo(before));
    }
}
