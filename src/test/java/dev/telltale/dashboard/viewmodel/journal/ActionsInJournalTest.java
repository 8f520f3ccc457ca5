package dev.telltale.dashboard.viewmodel.journal;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static dev.telltale.testkit.TestValues.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.Origin;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.ProcessEvent.Kind;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.Address;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.testkit.FakeFaultControl;
import dev.telltale.text.LocaleFormat;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was done, and by whom, is in the journal, between the status changes and in the order of time. */
class ActionsInJournalTest {
    private final JournalViewModel journal = new JournalViewModel(nodes(3), ZoneId.of("UTC"));
    private final List<ProcessEvent> events = new ArrayList<>();
    private final FakeFaultControl faults = new FakeFaultControl();
    private Map<NodeId, NodeProcess> processes = Map.of();

    private static ClockReading after(long millis) {
        return later(Duration.ofMillis(millis));
    }

    private void did(Kind kind, int node, long millis, Origin origin) {
        events.add(new ProcessEvent(kind, node(node), 4_711, after(millis), origin));
    }

    private void record() {
        journal.record(new Incidents(events, faults.intervals()), processes, NOW.wall());
    }

    private static BoundedLog.Entry<Transition> change(long number, long millis) {
        return new BoundedLog.Entry<>(
                number,
                new Transition(after(millis).wall(), node(1), node(2), Status.UP, Status.DOWN, Evidence.REFUSED, null));
    }

    private List<String> lines() {
        return journal.lines().stream().map(JournalLine::text).toList();
    }

    @Test
    void numbersFollowTheLocaleOnTheScreenAndNotInFiles() {
        LocaleFormat.useOnThisThread(Locale.GERMANY);
        try {
            var unused = faults.inject(
                    new LinkFault.Delay(Set.of(new Link(node(1), node(2))), Duration.ofMillis(1_500), Duration.ZERO));
            record();
            assertThat(lines()).singleElement().asString().contains("1,5 s");
            assertThat(JournalExport.csv(journal.lines())).contains("1.5 s").doesNotContain("1,5 s");
        } finally {
            LocaleFormat.useOnThisThread(Locale.ROOT);
        }
    }

    @Test
    void commandsNameWhoGaveThem() {
        did(Kind.START, 1, 0, Origin.MANUAL);
        did(Kind.READY, 1, 400, Origin.AUTOMATIC);
        did(Kind.KILL, 1, 1_000, Origin.SCENARIO);
        events.add(new ProcessEvent(Kind.ENDED, node(1), 4_711, after(1_003), 137));
        did(Kind.START, 1, 2_000, Origin.AUTOMATIC);
        record();
        assertThat(lines())
                .containsExactly(
                        "14:03:27.480 node1 start, PID 4711 · automatic",
                        "14:03:26.483 node1 exit, code 137",
                        "14:03:26.480 node1 kill (SIGKILL) · scenario",
                        "14:03:25.880 node1 ready",
                        "14:03:25.480 node1 start, PID 4711 · this window");
    }

    @Test
    void anExitThatThisProgramDidNotCauseSaysWhy() {
        events.add(new ProcessEvent(Kind.ENDED, node(1), 4_711, NOW, 137));
        record();
        assertThat(lines()).containsExactly("14:03:25.480 node1 was ended from outside by SIGKILL");
    }

    @Test
    void faultsHaveALineWhenTheyBeginAndWhenTheyEnd() {
        var cut = new LinkFault.Cut(Set.of(new Link(node(1), node(2))));
        var made = faults.inject(cut).join();
        record();
        faults.at(after(2_000));
        var unused = faults.heal(made.id(), Origin.SCENARIO);
        record();
        record();
        assertThat(lines())
                .containsExactly(
                        "14:03:27.480 fault cleared cut node1 to node2 · scenario",
                        "14:03:25.480 fault cut node1 to node2 · this window");
    }

    @Test
    void nodesOfAnotherProgramAreNamedAsSuch() {
        processes = Map.of(
                node(3),
                new NodeProcess.External(
                        99, new Address("127.0.0.1", 8_003), after(-500).wall()));
        record();
        processes = Map.of(node(3), new NodeProcess.Stopped());
        record();
        assertThat(lines())
                .containsExactly(
                        "14:03:25.480 node3 exit, PID 99 · another program",
                        "14:03:24.980 node3 start, PID 99 · another program");
    }

    @Test
    void everyLineIsAtThePlaceOfItsTimeHoweverLateItArrives() {
        journal.pull(number -> List.of(change(0, 1_010), change(1, 3_000)));
        did(Kind.KILL, 2, 1_000, Origin.MANUAL);
        did(Kind.START, 2, 2_000, Origin.MANUAL);
        record();
        journal.pull(number -> List.of(change(2, 1_005), change(3, 500), change(4, 2_500)));
        assertThat(journal.lines())
                .extracting(line -> Duration.between(NOW.wall(), line.at()).toMillis())
                .containsExactly(3_000L, 2_500L, 2_000L, 1_010L, 1_005L, 1_000L, 500L);
        assertThat(journal.titleProperty().get()).isEqualTo("Journal (7)");
    }

    @Test
    void actionsStayWhenTheChangesOfAnotherDetectorAreShown() {
        did(Kind.KILL, 2, 0, Origin.MANUAL);
        record();
        journal.pull(number -> List.of(change(0, 10)));
        journal.clearChanges();
        assertThat(lines()).containsExactly("14:03:25.480 node2 kill (SIGKILL) · this window");
    }

    @Test
    void settingsAreNotedFromTheMomentThatThereIsAClock() {
        journal.note("detector", "phi chosen");
        journal.setClock(() -> NOW);
        journal.note("detector", "swim chosen");
        assertThat(lines()).containsExactly("14:03:25.480 detector swim chosen · this window");
    }

    @Test
    void kindsCanBeHidden() {
        did(Kind.KILL, 2, 0, Origin.MANUAL);
        var unused = faults.inject(new LinkFault.Cut(Set.of(new Link(node(1), node(2)))));
        record();
        journal.pull(number -> List.of(change(0, 10)));
        journal.shownProperty(JournalKind.STATUS).set(false);
        assertThat(journal.lines())
                .extracting(JournalLine::kind)
                .containsExactlyInAnyOrder(JournalKind.ACTION, JournalKind.FAULT);
        assertThat(journal.kindsText().get()).isEqualTo("Actions, Faults");
        journal.filterProperty().set("cut");
        assertThat(journal.lines()).extracting(JournalLine::kind).containsExactly(JournalKind.FAULT);
        journal.shownProperty(JournalKind.FAULT).set(false);
        assertThat(journal.lines()).isEmpty();
    }

    @Test
    void theExportHasDateAndZoneAsTextAndUtcAsCsv() {
        did(Kind.KILL, 2, 0, Origin.MANUAL);
        record();
        journal.pull(number -> List.of(change(0, 10)));
        assertThat(JournalExport.text(journal.lines()))
                .isEqualTo("2026-11-23 14:03:25.490 +00:00 node1 about node2 up → down refused\n"
                        + "2026-11-23 14:03:25.480 +00:00 node2 kill (SIGKILL) · this window\n");
        assertThat(JournalExport.csv(journal.lines()))
                .isEqualTo("time,kind,about,from,to,detail,by\r\n"
                        + "2026-11-23T14:03:25.490Z,status,node1 about node2,up,down,refused,\r\n"
                        + "2026-11-23T14:03:25.480Z,action,node2,,,kill (SIGKILL),this window\r\n");
    }

    @Test
    void cellsWithACommaAreQuoted() {
        did(Kind.START, 2, 0, Origin.MANUAL);
        record();
        assertThat(JournalExport.csv(journal.lines())).endsWith(",node2,,,\"start, PID 4711\",this window\r\n");
    }
}
