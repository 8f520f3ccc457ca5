package dev.telltale.dashboard.viewmodel;

import dev.telltale.concurrent.Futures;
import dev.telltale.dashboard.viewmodel.fault.FaultLine;
import dev.telltale.dashboard.viewmodel.fault.FaultMarks;
import dev.telltale.dashboard.viewmodel.fault.FaultText;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.faultinjection.FaultControl;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.ProcessEvent;
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

/**
 * The active faults and paused processes, and the commands that inject and clear faults. Commands return at once; failures
 * are reported as notices.
 */
public final class FaultsViewModel {
    private final FaultControl faultControl;
    private final ProcessControl control;
    private final Executor thread;
    private final Consumer<String> notice;
    private final ZoneId zone;
    private final ObservableList<FaultLine> lines = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "Faults");
    private final ReadOnlyObjectWrapper<FaultMarks> marks = new ReadOnlyObjectWrapper<>(this, "marks", FaultMarks.NONE);
    /** Requested faults that are not active yet, oldest first; undo may clear one of them. */
    private final Deque<CompletableFuture<Fault>> making = new ArrayDeque<>();
    /** Ids of lines that are being cleared but still shown, so that undo does not clear one twice. */
    private final Set<String> healing = new HashSet<>();

    private List<NodeId> nodes = List.of();
    private List<Fault> faults = List.of();
    private Set<NodeId> paused = Set.of();

    /**
     * Shows no faults before the first update.
     *
     * @param thread the executor of this view model; reports failed commands to the notice
     */
    FaultsViewModel(
            FaultControl faultControl, ProcessControl control, Executor thread, Consumer<String> notice, ZoneId zone) {
        this.faultControl = faultControl;
        this.control = control;
        this.thread = thread;
        this.notice = notice;
        this.zone = zone;
    }

    /** Reads the active faults and paused processes of a cluster of these nodes. */
    void update(List<NodeId> members, ClockReading now) {
        List<Fault> newest = faultControl.faults();
        Set<NodeId> pausedNow = pausedNodes();
        if (!members.equals(nodes) || !newest.equals(faults) || !pausedNow.equals(paused)) {
            nodes = members;
            faults = newest;
            paused = pausedNow;
            marks.set(new FaultMarks(nodes, faults, paused));
        }
        show(linesAt(now));
    }

    private Set<NodeId> pausedNodes() {
        Set<NodeId> pausedNow = new HashSet<>();
        control.processes().forEach((node, process) -> {
            if (process.isPaused()) {
                pausedNow.add(node);
            }
        });
        return pausedNow;
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
        return control.processEvents().stream()
                .filter(event ->
                        event.kind() == ProcessEvent.Kind.PAUSE && event.node().equals(node))
                .map(event -> event.at().wall())
                .max(Comparator.naturalOrder())
                .orElse(now.wall());
    }

    /** If only ages changed, lines are replaced one by one, so that the focus stays on its button. */
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

    /** Injects the fault. */
    public void make(FaultType effect) {
        CompletableFuture<Fault> made = faultControl.inject(effect);
        making.addLast(made);
        Callbacks.onCompletion(made, thread, failure -> {
            making.removeIf(CompletableFuture::isDone);
            notifyFailure(failure, "The fault was not injected: " + FaultText.of(effect, nodes) + ".");
        });
    }

    /** Injects one fault for each node. */
    public void make(Collection<NodeId> targets, Function<NodeId, FaultType> effect) {
        targets.forEach(node -> make(effect.apply(node)));
    }

    /** Clears the fault of the line, or resumes its paused node. */
    public void heal(FaultLine line) {
        healing.add(line.id());
        if (line.fault() != null) {
            report(faultControl.heal(line.fault()), "The fault was not cleared: " + line.words() + ".", line.id());
        } else if (line.paused() != null) {
            report(control.resume(line.paused()), line.paused() + " was not resumed.", line.id());
        }
    }

    /** Clears all faults and resumes all paused nodes. */
    public void healAll() {
        report(faultControl.healAll(), "Not all faults were cleared.");
        paused.forEach(node -> report(control.resume(node), node + " was not resumed."));
    }

    /** Clears the newest fault or pause that is not being cleared already, also a fault that is not active yet. */
    public void undo() {
        CompletableFuture<Fault> coming = making.pollLast();
        if (coming != null && !coming.isDone()) {
            report(coming.thenCompose(fault -> faultControl.heal(fault.id())), "The fault was not cleared.");
            return;
        }
        lines.stream().filter(line -> !healing.contains(line.id())).findFirst().ifPresent(this::heal);
    }

    /** The faults of this direction of this link, newest first. */
    public List<FaultLine> linesOf(Link link) {
        List<FaultLine> of = new ArrayList<>();
        for (FaultLine line : lines) {
            boolean isOnIt = faults.stream()
                    .anyMatch(fault -> fault.id().equals(line.fault())
                            && fault.effect().links().contains(link));
            if (isOnIt) {
                of.add(line);
            }
        }
        return of;
    }

    /** The faults and pauses of these nodes themselves, newest first. */
    public List<FaultLine> linesOf(Collection<NodeId> targets) {
        return lines.stream()
                .filter(line -> (line.paused() != null && targets.contains(line.paused()))
                        || faults.stream()
                                .anyMatch(fault -> fault.id().equals(line.fault())
                                        && targets.stream().anyMatch(fault.effect()::isOn)))
                .toList();
    }

    private void report(CompletableFuture<?> command, String otherwise) {
        report(command, otherwise, "");
    }

    private void report(CompletableFuture<?> command, String otherwise, String healed) {
        Callbacks.onCompletion(command, thread, failure -> {
            if (failure != null) {
                healing.remove(healed);
            }
            notifyFailure(failure, otherwise);
        });
    }

    private void notifyFailure(@Nullable Throwable failure, String otherwise) {
        if (failure != null) {
            notice.accept(Futures.message(failure, otherwise));
        }
    }

    /** All faults so far with their intervals, oldest first. */
    List<FaultInterval> truth() {
        return faultControl.intervals();
    }

    /** The active faults and pauses, newest first. */
    public ObservableList<FaultLine> lines() {
        return lines;
    }

    /** The title of the tab: "Faults", or "Faults (2)". */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<FaultMarks> marksProperty() {
        return marks.getReadOnlyProperty();
    }
}
