package dev.telltale.faultinjection;

import dev.telltale.client.FaultClient;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.FaultLog;
import dev.telltale.platform.SerialScheduler;
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
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * Makes faults on running nodes and keeps them up while this process lives: their leases are short and renewed every
 * second, so that whatever becomes of this process, they end soon after it. Owns one thread.
 */
public final class FaultInjector implements FaultControl, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FaultInjector.class.getName());
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration RENEWAL = Duration.ofSeconds(1);
    /** How much older than we know a node's last renewal may be. */
    private static final Duration ANSWER = Duration.ofMillis(500);

    private static final Duration MAX_CLOSE_TIME = Duration.ofMillis(800);
    private static final int ID_BITS = 24;

    private final Supplier<List<RunRecord>> nodes;
    private final TimeSource clock;
    private final RandomGenerator random;
    private final String author;
    private final FaultClient orders = new FaultClient();
    private final Map<FaultId, LeasedFault> active = new LinkedHashMap<>();
    private final FaultLog truth = new FaultLog();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile List<Fault> shown = List.of();

    private final SerialScheduler thread = new SerialScheduler("faults");
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /**
     * Renews from now on.
     *
     * @param nodes which processes run now; asked on the bench's thread, may read files
     * @param who kind of author, such as {@code panel}; the PID is added
     */
    public FaultInjector(Supplier<List<RunRecord>> nodes, TimeSource clock, RandomGenerator random, String who) {
        this.nodes = nodes;
        this.clock = clock;
        this.random = random;
        author = who + "-" + ProcessHandle.current().pid();
        thread.every(RENEWAL, this::renew);
    }

    @Override
    public CompletableFuture<Fault> make(FaultType effect) {
        var answer = new CompletableFuture<Fault>();
        execute(() -> make(effect, answer), answer);
        return answer;
    }

    private void make(FaultType effect, CompletableFuture<Fault> answer) {
        ClockReading from = clock.now();
        var one = new LeasedFault(new Fault(newId(effect), author, effect, from.wall(), LEASE), from);
        List<RunRecord> concerned = one.concerned(nodes.get());
        if (concerned.isEmpty()) {
            answer.completeExceptionally(new IllegalStateException(one.absence()));
            return;
        }
        active.put(one.fault.id(), one);
        truth.began(one.fault, from);
        List<String> troubles = new ArrayList<>();
        all(concerned.stream().map(node -> put(one, node, troubles)).toList(), () -> {
            if (one.isInForce(concerned, clock.nanos())) {
                publish();
                answer.complete(one.fault);
            } else {
                heal(
                        one,
                        () -> answer.completeExceptionally(
                                new IllegalStateException(String.join("; ", troubles) + ".")));
            }
        });
    }

    private CompletableFuture<Void> put(LeasedFault one, RunRecord node, List<String> troubles) {
        return orders.put(node, one.fault)
                .handleAsync(
                        (done, failure) -> {
                            if (failure == null) {
                                one.taken(node, clock.nanos());
                            } else {
                                troubles.add(Failures.of(failure));
                            }
                            return null;
                        },
                        thread);
    }

    private void putAgain(LeasedFault one, RunRecord node) {
        var unused = put(one, node, new ArrayList<>());
    }

    private FaultId newId(FaultType effect) {
        FaultId id;
        do {
            id = new FaultId(String.format("%s-%06x", effect.word(), random.nextInt(1 << ID_BITS)));
        } while (active.containsKey(id));
        return id;
    }

    @Override
    public CompletableFuture<Void> heal(FaultId fault) {
        var answer = new CompletableFuture<Void>();
        execute(
                () -> {
                    LeasedFault one = active.get(fault);
                    if (one == null) {
                        answer.complete(null);
                    } else {
                        heal(one, () -> answer.complete(null));
                    }
                },
                answer);
        return answer;
    }

    @Override
    public CompletableFuture<Void> healAll() {
        var answer = new CompletableFuture<Void>();
        execute(
                () -> {
                    List<CompletableFuture<?>> each = new ArrayList<>();
                    for (LeasedFault one : List.copyOf(active.values())) {
                        var healed = new CompletableFuture<Void>();
                        heal(one, () -> healed.complete(null));
                        each.add(healed);
                    }
                    all(each, () -> answer.complete(null));
                },
                answer);
        return answer;
    }

    /** A node that does not answer keeps it until its lease ends, which is not waited for. */
    private void heal(LeasedFault one, Runnable then) {
        if (!one.beginHealing()) {
            then.run();
            return;
        }
        // Before the nodes are told: who hears the subject before their answers are back is right about it.
        ClockReading until = clock.now();
        List<CompletableFuture<Void>> each = one.concerned(nodes.get()).stream()
                .map(node -> orders.heal(node, one.fault.id()))
                .map(answer -> answer.exceptionally(failure -> {
                    LOG.log(Level.FINE, "not healed, so it waits for its lease", failure);
                    return null;
                }))
                .toList();
        all(each, () -> {
            end(one, until);
            then.run();
        });
    }

    private void end(LeasedFault one, ClockReading until) {
        if (active.remove(one.fault.id()) != null) {
            truth.ended(one.fault.id(), until);
            publish();
        }
    }

    /** A process of a node has come or gone: what is broken is broken on a new one too, at once. Any thread. */
    public void refresh() {
        try {
            thread.execute(this::renew);
        } catch (RejectedExecutionException closed) {
            LOG.log(Level.FINE, "the bench is closed", closed);
        }
    }

    private void renew() {
        if (active.isEmpty()) {
            return;
        }
        List<RunRecord> running = nodes.get();
        for (LeasedFault one : List.copyOf(active.values())) {
            if (!one.isHealing()) {
                one.concerned(running).forEach(node -> renew(one, node));
            }
        }
    }

    private void renew(LeasedFault one, RunRecord node) {
        if (!one.isHeldBy(node, clock.nanos())) {
            putAgain(one, node);
            return;
        }
        long asked = clock.nanos();
        var unused = orders.renew(node, one.fault.id()).whenComplete((isThere, failure) -> {
            if (failure != null) {
                LOG.log(Level.FINE, "not renewed now", failure);
            } else {
                thread.execute(() -> renewed(one, node, isThere, asked));
            }
        });
    }

    private void renewed(LeasedFault one, RunRecord node, boolean isThere, long asked) {
        if (isThere) {
            one.taken(node, clock.nanos());
        } else if (one.isTakenAfter(node, asked)) {
            // A late answer: the node was asked in its sleep, and has been broken anew since.
            LOG.log(Level.FINE, "{0} answered for a fault before the one it has", node.id());
        } else if (!one.isHeldBy(node, clock.nanos() + ANSWER.toNanos())) {
            // It slept for so long that the lease ended: nobody has meant to heal it.
            putAgain(one, node);
        } else if (!one.isHealing()) {
            heal(one, () -> {});
        }
    }

    @Override
    public List<Fault> faults() {
        return shown;
    }

    @Override
    public List<FaultInterval> truth() {
        return truth.deeds();
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void publish() {
        shown = active.values().stream().map(one -> one.fault).toList();
        listeners.forEach(Runnable::run);
    }

    /** Calls back on the bench's thread when all have ended, in whatever way. */
    private void all(List<? extends CompletableFuture<?>> each, Runnable then) {
        var unused = CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new))
                .whenComplete((done, failure) -> thread.execute(then));
    }

    private void execute(Runnable task, CompletableFuture<?> answer) {
        try {
            thread.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException bug) {
                    answer.completeExceptionally(bug);
                }
            });
        } catch (RejectedExecutionException closed) {
            answer.completeExceptionally(new IllegalStateException("The fault bench is closed.", closed));
        }
    }

    /** Heals everything, within 0.8 s; what does not hear it heals itself. */
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
            LOG.log(Level.FINE, "the leases have to end by themselves", e);
        }
        thread.close();
    }
}
