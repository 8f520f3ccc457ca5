package dev.telltale.launcher;

import dev.telltale.groundtruth.Origin;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.process.PauseWatchdog;
import dev.telltale.model.NodeId;
import dev.telltale.registry.RunRecord;
import dev.telltale.registry.SignalResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds, by their run records, members that were started elsewhere (in a terminal or by another launcher), and stops or
 * kills them. Confined to the launcher thread.
 */
final class ExternalNodes {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration MAX_EXIT_TIME = Duration.ofSeconds(5);

    private final Map<NodeId, NodeSupervisor> supervisors;
    private final LauncherContext context;
    private final MemberAddresses addresses;
    private final Set<Long> ending = new HashSet<>();

    ExternalNodes(Map<NodeId, NodeSupervisor> supervisors, LauncherContext context, MemberAddresses addresses) {
        this.supervisors = supervisors;
        this.context = context;
        this.addresses = addresses;
    }

    /** Reads all run records and updates the states of the members. */
    void refresh() {
        Map<NodeId, RunRecord> external = new HashMap<>();
        for (RunRecord record : context.records().live()) {
            if (isOfMember(record)) {
                external.put(record.id(), record);
            }
        }
        supervisors.forEach((id, supervisor) -> supervisor.setExternal(external.get(id)));
    }

    /**
     * The current run record of a process of this node that was started elsewhere; null if there is none. Reads files.
     */
    @Nullable
    RunRecord find(NodeId node) {
        RunRecord found = null;
        for (RunRecord record : context.records().live(node)) {
            found = isOfMember(record) ? record : found;
        }
        return found;
    }

    /** Whether this launcher has signalled the process and it has not ended yet. */
    boolean isEnding(RunRecord record) {
        return ending.contains(record.pid());
    }

    void kill(RunRecord record, CompletableFuture<NodeProcess> result, Origin origin) {
        signal(record, ProcessEvent.Kind.KILL, result, origin);
    }

    void stop(RunRecord record, CompletableFuture<NodeProcess> result, Origin origin) {
        signal(record, ProcessEvent.Kind.STOP, result, origin);
        context.thread().after(context.timeouts().resumeAfter(), () -> {
            if (!result.isDone()) {
                record.process().ifPresent(PauseWatchdog::tryResume);
            }
        });
        context.thread().after(context.timeouts().grace(), () -> {
            if (!result.isDone()) {
                signal(record, ProcessEvent.Kind.KILL, result, Origin.AUTOMATIC);
            }
        });
    }

    private void signal(
            RunRecord record, ProcessEvent.Kind kind, CompletableFuture<NodeProcess> result, Origin origin) {
        Predicate<ProcessHandle> signal =
                kind == ProcessEvent.Kind.KILL ? ProcessHandle::destroyForcibly : ProcessHandle::destroy;
        SignalResult sent = context.records().signal(record, signal, () -> logEvent(kind, record, origin));
        if (sent == SignalResult.REFUSED) {
            result.completeExceptionally(
                    new IllegalStateException(record.id() + " (PID " + record.pid() + ") " + sent.phrase() + "."));
        } else {
            ending.add(record.pid());
            await(record, context.clock().nanos(), false, result);
        }
    }

    // ProcessHandle.onExit polls a process that is no child of this one only three times a second.
    private void await(RunRecord record, long sinceNanos, boolean wasEnded, CompletableFuture<NodeProcess> result) {
        if (result.isDone()) {
            return;
        }
        boolean isEnded = record.process().isEmpty();
        // An ending process loses its command line shortly before its ports: while its PID exists, check twice.
        if (isEnded && (wasEnded || ProcessHandle.of(record.pid()).isEmpty())) {
            onEnded(record);
            result.complete(supervisor(record).state());
        } else if (context.clock().nanos() - sinceNanos > MAX_EXIT_TIME.toNanos()) {
            ending.remove(record.pid());
            supervisor(record).cancelNextStarts();
            result.completeExceptionally(new IllegalStateException(record.id() + " (PID " + record.pid()
                    + ") did not end within " + MAX_EXIT_TIME.toSeconds() + " s of the signal."));
        } else {
            context.thread().after(POLL, () -> await(record, sinceNanos, isEnded, result));
        }
    }

    // Several callers may wait for the same exit; record it once.
    private void onEnded(RunRecord record) {
        if (!ending.remove(record.pid())) {
            return;
        }
        logEvent(ProcessEvent.Kind.ENDED, record, Origin.AUTOMATIC);
        context.records().remove(record);
        refresh();
        supervisor(record).startNext();
    }

    /** Of a record that {@link #find} returned. */
    private NodeSupervisor supervisor(RunRecord record) {
        return Objects.requireNonNull(supervisors.get(record.id()));
    }

    private boolean isOfMember(RunRecord record) {
        NodeSupervisor supervisor = supervisors.get(record.id());
        return supervisor != null && addresses.isOf(supervisor.member(), record);
    }

    private void logEvent(ProcessEvent.Kind kind, RunRecord record, Origin origin) {
        context.events()
                .add(new ProcessEvent(
                        kind, record.id(), record.pid(), context.clock().now(), origin));
    }
}
