package dev.telltale.launcher;

import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.process.PauseWatchdog;
import dev.telltale.model.NodeId;
import dev.telltale.registry.RunRecord;
import dev.telltale.registry.SignalResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Members that were started elsewhere, in a terminal or by another launcher, as their run records tell. They can be ended
 * from here, but not started. Confined to the launcher thread.
 */
final class ExternalNodes {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration MAX_EXIT_TIME = Duration.ofSeconds(5);

    private final Map<NodeId, NodeSupervisor> slots;
    private final LauncherContext tools;
    private final MemberAddresses addresses;
    private final Map<NodeId, RunRecord> seen = new HashMap<>();
    private final Set<Long> ending = new HashSet<>();

    ExternalNodes(Map<NodeId, NodeSupervisor> slots, LauncherContext tools, MemberAddresses addresses) {
        this.slots = slots;
        this.tools = tools;
        this.addresses = addresses;
    }

    /** Reads all records and shows what has changed. */
    void refresh() {
        see(tools.records().live());
    }

    /** The process of this node that was started elsewhere, as its record tells right now; null if there is none. */
    @Nullable
    RunRecord find(NodeId node) {
        RunRecord found = null;
        for (RunRecord record : tools.records().live(node)) {
            found = isOfMember(record) ? record : found;
        }
        return found;
    }

    /** Whether it was signalled from here and has not gone yet. */
    boolean isEnding(RunRecord record) {
        return ending.contains(record.pid());
    }

    void kill(RunRecord record, CompletableFuture<NodeProcess> answer) {
        signal(record, ProcessEvent.Kind.KILL, answer);
    }

    void stop(RunRecord record, CompletableFuture<NodeProcess> answer) {
        signal(record, ProcessEvent.Kind.STOP, answer);
        tools.thread().after(tools.patience().wake(), () -> {
            if (!answer.isDone()) {
                record.process().ifPresent(PauseWatchdog::wake);
            }
        });
        tools.thread().after(tools.patience().grace(), () -> {
            if (!answer.isDone()) {
                signal(record, ProcessEvent.Kind.KILL, answer);
            }
        });
    }

    private void signal(RunRecord record, ProcessEvent.Kind kind, CompletableFuture<NodeProcess> answer) {
        Predicate<ProcessHandle> signal =
                kind == ProcessEvent.Kind.KILL ? ProcessHandle::destroyForcibly : ProcessHandle::destroy;
        SignalResult result = tools.records().signal(record, signal, () -> note(kind, record));
        if (result == SignalResult.REFUSED) {
            answer.completeExceptionally(
                    new IllegalStateException(record.id() + " (PID " + record.pid() + ") " + result.phrase() + "."));
        } else {
            ending.add(record.pid());
            await(record, tools.clock().nanos(), false, answer);
        }
    }

    // The JDK itself polls for the end of a process that is no child of this one, but only three times a second.
    private void await(RunRecord record, long sinceNanos, boolean wasGone, CompletableFuture<NodeProcess> answer) {
        if (answer.isDone()) {
            return;
        }
        boolean isGone = record.process().isEmpty();
        // A dying process loses its program a moment before its ports, so one that still has its PID is looked at
        // twice.
        if (isGone && (wasGone || ProcessHandle.of(record.pid()).isEmpty())) {
            onGone(record);
            answer.complete(tools.board().shown().getOrDefault(record.id(), new NodeProcess.Stopped()));
        } else if (tools.clock().nanos() - sinceNanos > MAX_EXIT_TIME.toNanos()) {
            ending.remove(record.pid());
            NodeSupervisor slot = slots.get(record.id());
            if (slot != null) {
                slot.forgetNextStarts();
            }
            answer.completeExceptionally(new IllegalStateException(record.id() + " (PID " + record.pid()
                    + ") did not end within " + MAX_EXIT_TIME.toSeconds() + " s of the signal."));
        } else {
            tools.thread().after(POLL, () -> await(record, sinceNanos, isGone, answer));
        }
    }

    // Two that wait for the same end see it one after the other; it is one end all the same.
    private void onGone(RunRecord record) {
        if (!ending.remove(record.pid())) {
            return;
        }
        note(ProcessEvent.Kind.ENDED, record);
        tools.records().remove(record);
        refresh();
        NodeSupervisor slot = slots.get(record.id());
        if (slot != null) {
            slot.startNext();
        }
    }

    private void see(List<RunRecord> live) {
        seen.clear();
        for (RunRecord record : live) {
            if (isOfMember(record)) {
                seen.put(record.id(), record);
            }
        }
        slots.forEach((id, slot) -> slot.see(seen.get(id)));
    }

    // A node of another name, or of the same at another address, is no member of this cluster.
    private boolean isOfMember(RunRecord record) {
        NodeSupervisor slot = slots.get(record.id());
        return slot != null && addresses.isOf(slot.member(), record);
    }

    private void note(ProcessEvent.Kind kind, RunRecord record) {
        tools.truth()
                .add(new ProcessEvent(
                        kind, record.id(), record.pid(), tools.clock().now()));
    }
}
