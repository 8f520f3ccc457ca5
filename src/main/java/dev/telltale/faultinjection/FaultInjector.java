package dev.telltale.faultinjection;

import dev.telltale.client.FaultClient;
import dev.telltale.concurrent.Futures;
import dev.telltale.concurrent.SerialScheduler;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.FaultLog;
import dev.telltale.groundtruth.Origin;
import dev.telltale.registry.RunRecord;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Injects faults into running nodes over HTTP and keeps them active. Leases last 5 s and are renewed every second, so
 * that all faults end soon after this process does, even if it crashes. Owns one thread.
 */
public final class FaultInjector implements FaultControl, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FaultInjector.class.getName());
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration RENEWAL = Duration.ofSeconds(1);
    /** A node may have received its last renewal this long before its response arrived here. */
    private static final Duration MAX_RESPONSE_DELAY = Duration.ofMillis(500);

    private static final Duration MAX_CLOSE_TIME = Duration.ofMillis(800);

    private final Supplier<List<RunRecord>> nodes;
    private final TimeSource clock;
    private final RandomGenerator random;
    private final String author;
    private final FaultClient client = new FaultClient();
    private final Map<FaultId, LeasedFault> active = new LinkedHashMap<>();
    private final FaultLog log = new FaultLog();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile List<Fault> published = List.of();

    private final SerialScheduler thread = new SerialScheduler("faults");
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /**
     * Starts the thread.
     *
     * @param nodes supplies the processes that run now; called on the injector's thread, may read files
     * @param who kind of author, such as {@code panel}; the PID is appended
     */
    public FaultInjector(Supplier<List<RunRecord>> nodes, TimeSource clock, RandomGenerator random, String who) {
        this.nodes = nodes;
        this.clock = clock;
        this.random = random;
        author = who + "-" + ProcessHandle.current().pid();
        thread.every(RENEWAL, this::renew);
    }

    @Override
    public CompletableFuture<Fault> inject(FaultType effect, Origin origin) {
        return onThread(() -> injectNow(effect, origin));
    }

    private CompletableFuture<Fault> injectNow(FaultType effect, Origin origin) {
        ClockReading from = clock.now();
        var leased = new LeasedFault(new Fault(newId(effect), author, effect, from.wall(), LEASE));
        List<RunRecord> affected = leased.affected(nodes.get());
        if (affected.isEmpty()) {
            return CompletableFuture.failedFuture(new IllegalStateException(leased.notRunningMessage()));
        }
        active.put(leased.fault.id(), leased);
        log.began(leased.fault, from, origin);
        List<String> errors = new ArrayList<>();
        return all(affected.stream().map(node -> put(leased, node, errors)))
                .thenComposeAsync(
                        done -> {
                            if (leased.isActive(affected, clock.nanos())) {
                                publish();
                                return CompletableFuture.completedFuture(leased.fault);
                            }
                            return heal(leased, Origin.AUTOMATIC)
                                    .thenCompose(healed -> CompletableFuture.failedFuture(
                                            new IllegalStateException(String.join("; ", errors) + ".")));
                        },
                        thread);
    }

    private CompletableFuture<Void> put(LeasedFault leased, RunRecord node, List<String> errors) {
        return client.put(node, leased.fault)
                .handleAsync(
                        (done, failure) -> {
                            if (failure == null) {
                                leased.accepted(node, clock.nanos());
                            } else {
                                errors.add(Futures.message(failure));
                            }
                            return null;
                        },
                        thread);
    }

    private void resend(LeasedFault leased, RunRecord node) {
        var unused = put(leased, node, new ArrayList<>());
    }

    private FaultId newId(FaultType effect) {
        FaultId id;
        do {
            id = FaultId.random(effect, random);
        } while (active.containsKey(id));
        return id;
    }

    @Override
    public CompletableFuture<Void> heal(FaultId fault, Origin origin) {
        return onThread(() -> {
            LeasedFault leased = active.get(fault);
            return leased == null ? CompletableFuture.completedFuture(null) : heal(leased, origin);
        });
    }

    @Override
    public CompletableFuture<Void> healAll() {
        return onThread(() -> all(List.copyOf(active.values()).stream().map(leased -> heal(leased, Origin.MANUAL))));
    }

    /** Does not wait for nodes that do not answer: they end the fault when its lease ends. */
    private CompletableFuture<Void> heal(LeasedFault leased, Origin origin) {
        if (!leased.beginHealing()) {
            return CompletableFuture.completedFuture(null);
        }
        // Read before the requests are sent: an observer may hear the subject before the responses arrive here.
        ClockReading until = clock.now();
        return all(leased.affected(nodes.get()).stream()
                        .map(node -> client.heal(node, leased.fault.id()))
                        .map(answer -> answer.exceptionally(failure -> {
                            LOG.log(Level.FINE, "not healed; the fault ends with its lease", failure);
                            return null;
                        })))
                .thenRunAsync(() -> end(leased, until, origin), thread);
    }

    private void end(LeasedFault leased, ClockReading until, Origin origin) {
        if (active.remove(leased.fault.id()) != null) {
            log.ended(leased.fault.id(), until, origin);
            publish();
        }
    }

    /** Sends the active faults to new processes at once; to be called when a node started or ended. Any thread. */
    public void refresh() {
        thread.tryExecute(this::renew);
    }

    private void renew() {
        if (active.isEmpty()) {
            return;
        }
        List<RunRecord> running = nodes.get();
        for (LeasedFault leased : List.copyOf(active.values())) {
            if (!leased.isHealing()) {
                leased.affected(running).forEach(node -> renew(leased, node));
            }
        }
    }

    private void renew(LeasedFault leased, RunRecord node) {
        if (!leased.isAcceptedBy(node, clock.nanos())) {
            resend(leased, node);
            return;
        }
        long requestedNanos = clock.nanos();
        var unused = client.renew(node, leased.fault.id()).whenComplete((isActive, failure) -> {
            if (failure != null) {
                LOG.log(Level.FINE, "lease not renewed", failure);
            } else {
                thread.execute(() -> renewed(leased, node, isActive, requestedNanos));
            }
        });
    }

    private void renewed(LeasedFault leased, RunRecord node, boolean isActive, long requestedNanos) {
        if (isActive) {
            leased.accepted(node, clock.nanos());
        } else if (leased.isAcceptedAfter(node, requestedNanos)) {
            // A late response of a node that was paused and has been sent the fault again since.
            LOG.log(Level.FINE, "{0} answered a renewal sent before it took the fault again", node.id());
        } else if (!leased.isAcceptedBy(node, clock.nanos() + MAX_RESPONSE_DELAY.toNanos())) {
            // The node was paused for longer than the lease, so the fault has expired there without being healed.
            resend(leased, node);
        } else if (!leased.isHealing()) {
            var unused = heal(leased, Origin.AUTOMATIC);
        }
    }

    @Override
    public List<Fault> faults() {
        return published;
    }

    @Override
    public List<FaultInterval> intervals() {
        return log.intervals();
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void publish() {
        published = active.values().stream().map(leased -> leased.fault).toList();
        listeners.forEach(Runnable::run);
    }

    private static CompletableFuture<Void> all(Stream<CompletableFuture<Void>> each) {
        return CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new));
    }

    /** Runs the task on the injector's thread; the result completes as the future that the task returns. */
    @SuppressWarnings("FutureReturnValueIgnored") // it is composed with the outer one
    private <T> CompletableFuture<T> onThread(Supplier<CompletableFuture<T>> task) {
        try {
            return CompletableFuture.supplyAsync(task, thread).thenCompose(Function.identity());
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("The fault injector is closed.", closed));
        }
    }

    /** Ends all faults, waits at most 0.8 s for it, and stops the thread. Nodes not reached end them with the lease. */
    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        try {
            healAll().get(MAX_CLOSE_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.FINE, "not all faults healed; they end with their leases", e);
        }
        thread.close();
    }
}
