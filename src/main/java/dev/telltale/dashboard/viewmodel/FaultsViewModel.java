package dev.telltale.dashboard.viewmodel;

import dev.telltale.dashboard.viewmodel.fault.FaultLine;
import dev.telltale.dashboard.viewmodel.fault.FaultMarks;
import dev.telltale.dashboard.viewmodel.fault.FaultText;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.faultinjection.FaultControl;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.model.NodeId;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What is broken on purpose, a paused process among it, and the hands that break and heal. Commands return at once. */
public final class FaultsViewModel {
    private final FaultControl bench;
    private final ProcessControl control;
    private final Executor thread;
    private final Consumer<String> notice;
    private final ZoneId zone;
    private final ObservableList<FaultLine> lines = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "Faults");
    private final ReadOnlyObjectWrapper<FaultMarks> marks = new ReadOnlyObjectWrapper<>(this, "marks", FaultMarks.NONE);
    /** What was asked for and is not there yet, oldest first: it may be undone before it comes. */
    private final Deque<CompletableFuture<Fault>> making = new ArrayDeque<>();
    /** What was told to heal and is still there: undone once, it is not undone again. */
    private final Set<String> healing = new HashSet<>();

    private List<NodeId> nodes = List.of();
    private List<Fault> faults = List.of();
    private Set<NodeId> paused = Set.of();

    /** Reports what failed to the notice, on the given thread. */
    FaultsViewModel(FaultControl bench, ProcessControl control, Executor thread, Consumer<String> notice, ZoneId zone) {
        this.bench = bench;
        this.control = control;
        this.thread = thread;
        this.notice = notice;
        this.zone = zone;
    }

    /** Looks at what is broken now, in a cluster of these nodes. */
    void update(List<NodeId> members, ClockReading now) {
        List<Fault> newest = bench.faults();
        Set<NodeId> hanging = pausedNodes();
        if (!members.equals(nodes) || !newest.equals(faults) || !hanging.equals(paused)) {
            nodes = members;
            faults = newest;
            paused = hanging;
            marks.set(new FaultMarks(nodes, faults, paused));
        }
        show(linesAt(now));
    }

    private Set<NodeId> pausedNodes() {
        Set<NodeId> hanging = new HashSet<>();
        control.processes().forEach((node, process) -> {
            if (process instanceof NodeProcess.Running running && running.isPaused()) {
                hanging.add(node);
            }
        });
        return hanging;
    }

    private List<FaultLine> linesAt(ClockReading now) {
        Map<FaultLine, Instant> since = new HashMap<>();
        for (Fault fault : faults) {
            String detail = "by " + fault.author() + " · lease " + DurationFormat.setting(fault.lease());
            String words = FaultText.of(fault.effect(), nodes);
            String age = DurationFormat.wholeSeconds(Duration.between(fault.since(), now.wall()));
            String made = "since " + DurationFormat.full(fault.since(), zone);
            since.put(new FaultLine(fault.id(), null, words, age, detail, made), fault.since());
        }
        for (NodeId node : paused) {
            Instant from = pausedSince(node, now);
            String age = DurationFormat.wholeSeconds(Duration.between(from, now.wall()));
            String made = "SIGSTOP " + DurationFormat.full(from, zone);
            since.put(new FaultLine(null, node, node + ": paused", age, "until it is resumed", made), from);
        }
        return since.entrySet().stream()
                .sorted(Map.Entry.<FaultLine, Instant>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().id()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Instant pausedSince(NodeId node, ClockReading now) {
        return control.truth().stream()
                .filter(deed ->
                        deed.kind() == ProcessEvent.Kind.PAUSE && deed.node().equals(node))
                .map(deed -> deed.at().wall())
                .max(Comparator.naturalOrder())
                .orElse(now.wall());
    }

    /** A line that only grew older keeps its place in the list, and so its button the focus. */
    private void show(List<FaultLine> newest) {
        boolean isSame = newest.size() == lines.size();
        for (int i = 0; isSame && i < newest.size(); i++) {
            isSame = newest.get(i).isSameAs(lines.get(i));
        }
        if (!isSame) {
            lines.setAll(newest);
        }
        for (int i = 0; i < newest.size(); i++) {
            if (!newest.get(i).equals(lines.get(i))) {
                lines.set(i, newest.get(i));
            }
        }
        healing.retainAll(newest.stream().map(FaultLine::id).toList());
        title.set(newest.isEmpty() ? "Faults" : "Faults (" + newest.size() + ")");
    }

    public void make(FaultType effect) {
        CompletableFuture<Fault> made = bench.make(effect);
        making.addLast(made);
        Callbacks.hear(made, thread, failure -> {
            making.removeIf(CompletableFuture::isDone);
            tell(failure, "It was not broken: " + FaultText.of(effect, nodes) + ".");
        });
    }

    /** One fault for each node. */
    public void make(Collection<NodeId> targets, Function<NodeId, FaultType> effect) {
        targets.forEach(node -> make(effect.apply(node)));
    }

    /** Resumes a node that is paused. */
    public void heal(FaultLine line) {
        healing.add(line.id());
        if (line.fault() != null) {
            report(bench.heal(line.fault()), "It was not healed: " + line.words() + ".", line.id());
        } else if (line.paused() != null) {
            report(control.resume(line.paused()), line.paused() + " did not go on.", line.id());
        }
    }

    public void healAll() {
        report(bench.healAll(), "Not all was healed.");
        paused.forEach(node -> report(control.resume(node), node + " did not go on."));
    }

    /** Heals what was broken last and is not being healed: also what is only about to come. */
    public void undo() {
        CompletableFuture<Fault> coming = making.pollLast();
        if (coming != null && !coming.isDone()) {
            report(coming.thenCompose(fault -> bench.heal(fault.id())), "It was not undone.");
            return;
        }
        lines.stream().filter(line -> !healing.contains(line.id())).findFirst().ifPresent(this::heal);
    }

    /** What breaks this direction of this link, newest first. */
    public List<FaultLine> linesOf(Link link) {
        List<FaultLine> of = new ArrayList<>();
        for (FaultLine line : lines) {
            boolean isOnIt = faults.stream()
                    .anyMatch(fault -> fault.id().equals(line.fault())
                            && fault.effect() instanceof FaultType.OnLinks some
                            && some.links().contains(link));
            if (isOnIt) {
                of.add(line);
            }
        }
        return of;
    }

    /** What breaks one of these nodes from inside, or holds it paused, newest first. */
    public List<FaultLine> linesOf(Collection<NodeId> targets) {
        return lines.stream()
                .filter(line -> (line.paused() != null && targets.contains(line.paused()))
                        || faults.stream()
                                .anyMatch(fault -> fault.id().equals(line.fault())
                                        && fault.effect() instanceof FaultType.OnNode one
                                        && targets.contains(one.node())))
                .toList();
    }

    private void report(CompletableFuture<?> command, String otherwise) {
        report(command, otherwise, "");
    }

    private void report(CompletableFuture<?> command, String otherwise, String healed) {
        Callbacks.hear(command, thread, failure -> {
            if (failure != null) {
                healing.remove(healed);
            }
            tell(failure, otherwise);
        });
    }

    private void tell(@Nullable Throwable failure, String otherwise) {
        if (failure != null) {
            notice.accept(FailureText.of(failure).orElse(otherwise));
        }
    }

    /** What was broken and when, oldest first. */
    List<FaultInterval> truth() {
        return bench.truth();
    }

    /** Newest first. */
    public ObservableList<FaultLine> lines() {
        return lines;
    }

    /** "Faults (2)". */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<FaultMarks> marksProperty() {
        return marks.getReadOnlyProperty();
    }
}
