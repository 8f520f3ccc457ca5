package dev.telltale.sim;

import dev.telltale.model.Attempt;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.node.Brain;
import dev.telltale.node.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must hold after every tick, whatever the story. It knows the truth and what was delivered, and nothing of the
 * brain's inside: whoever breaks a rule is told as a sentence.
 */
final class Invariants implements Watcher {
    private final SimulationSettings settings;
    private final LaneTruth[][] lanes;
    private final long[] nextWake;
    private final long timeoutNanos;
    private final long intervalNanos;
    private final long asleepNanos;
    /** The next attempt has been made by then, even if one waits for a process that hung before it ended. */
    private final long beatNanos;
    /** Who runs undisturbed for this long is known to run. */
    private final long settledNanos;
    /** Two intervals, where one heartbeat is enough. */
    private final long healedNanos;

    private @Nullable SimulatedCluster cluster;
    private @Nullable LaneFaults faults;

    Invariants(SimulationSettings settings) {
        this.settings = settings;
        lanes = new LaneTruth[settings.nodes()][];
        nextWake = new long[settings.nodes()];
        timeoutNanos = settings.heartbeat().timeout().toNanos();
        intervalNanos = settings.heartbeat().interval().toNanos();
        beatNanos = intervalNanos + settings.heartbeat().deadline().toNanos();
        asleepNanos = Math.min(1_000_000_000, timeoutNanos / 4);
        healedNanos = (1 + settings.detection().successThreshold()) * intervalNanos;
        settledNanos = 2 * (timeoutNanos + intervalNanos);
    }

    void watch(SimulatedCluster watched) {
        cluster = watched;
        faults = new LaneFaults(watched);
    }

    void faultsChanged() {
        faults().changed();
    }

    private LaneFaults faults() {
        if (faults == null) {
            throw new IllegalStateException("nothing is watched yet");
        }
        return faults;
    }

    private SimulatedCluster cluster() {
        if (cluster == null) {
            throw new IllegalStateException("nothing is watched yet");
        }
        return cluster;
    }

    /** The newest life that the observer has heard; 0 if none. */
    long heard(int observer, int subject) {
        return lane(observer, subject).heardLife;
    }

    private LaneTruth lane(int observer, int subject) {
        return lanes[observer][cluster().ring().slot(observer, subject)];
    }

    @Override
    public void started(int node) {
        lanes[node] = new LaneTruth[settings.observers()];
        for (int slot = 0; slot < settings.observers(); slot++) {
            lanes[node][slot] = new LaneTruth(cluster().now());
        }
        nextWake[node] = cluster().now();
    }

    @Override
    public void ticked(int node, List<Signal> signals, Brain.Step step) {
        long now = cluster().now();
        boolean wasAsleep = now - nextWake[node] > asleepNanos;
        nextWake[node] = now + step.wakeInNanos();
        require(wasAsleep == step.lateNanos() > 0, "takes itself for asleep or not", name(node), !wasAsleep);
        for (LaneTruth lane : lanes[node]) {
            lane.begin(now, wasAsleep);
        }
        for (Signal signal : signals) {
            take(node, signal, now);
        }
        for (VerdictChange change : step.verdicts()) {
            check(node, change, now, wasAsleep);
        }
        for (Transition change : step.transitions()) {
            if (change.restarted()) {
                int subject = SimulatedCluster.index(change.subject());
                require(lane(node, subject).isNewLife, "believes an old life", name(node), name(subject));
            }
        }
        step.ask().forEach(peer -> asked(node, SimulatedCluster.index(peer), now, signals.size() > 1));
    }

    private void take(int node, Signal signal, long now) {
        if (signal instanceof Signal.Ended ended) {
            Attempt attempt = ended.attempt();
            int subject = SimulatedCluster.index(attempt.peer());
            checkEnd(node, subject, attempt);
            lane(node, subject).ended(attempt, now);
        } else if (signal instanceof Signal.Probed probed) {
            LaneTruth lane = lane(node, SimulatedCluster.index(probed.subject()));
            Long life = probed.incarnation();
            lane.isFresh |= probed.evidence() == Evidence.OK && life != null && life >= lane.heardLife;
        } else if (signal instanceof Signal.Lost lost) {
            LaneTruth lane = lane(node, SimulatedCluster.index(lost.peer()));
            lane.isBroken = true;
            lane.hasReason = true;
        } else if (signal instanceof Signal.Knocked knocked) {
            lane(node, SimulatedCluster.index(knocked.peer())).hasReason = true;
        } else if (signal instanceof Signal.Leaving leaving) {
            lane(node, SimulatedCluster.index(leaving.peer())).hasReason = true;
        } else if (signal instanceof Signal.ProbeAsked asked) {
            lane(node, SimulatedCluster.index(asked.subject())).hasReason = true;
        }
    }

    /** What is broken disturbs its own lanes in its own way, and no others. A word of the dead is nobody's attempt. */
    private void checkEnd(int node, int subject, Attempt attempt) {
        Evidence expected = faults().expected(node, subject, beatNanos);
        if (expected != null) {
            boolean isOfTheDead =
                    !Objects.equals(attempt.incarnation(), (long) cluster().node(subject).lives)
                            && attempt.evidence() == Evidence.OK;
            require(
                    expected == attempt.evidence() || isOfTheDead,
                    "an attempt ends otherwise than its lane is broken",
                    expected,
                    name(node),
                    attempt);
        }
    }

    /** Whoever changes its mind must have the reason for it. */
    private void check(int node, VerdictChange change, long now, boolean wasAsleep) {
        int subject = SimulatedCluster.index(change.subject());
        LaneTruth lane = lane(node, subject);
        DetectorKind kind = change.detector();
        boolean isSilent = now - lane.silentBefore >= timeoutNanos;
        if (change.to() == Status.DOWN) {
            if (kind == DetectorKind.TIMEOUT) {
                require(isSilent, "down though no message was late, or the observer slept", name(node), change);
            } else if (kind == DetectorKind.EVIDENCE) {
                require(isSilent || lane.hasConvicted, "convicts without evidence", name(node), change);
            }
            require(!wasAsleep || lane.hasConvicted || lane.hasLeft, "slept and convicts", name(node), change);
            require(!isReachable(node, subject), "a live, reachable peer is down", name(node), change);
        } else if (change.to() == Status.UP) {
            require(lane.isFresh || wasAsleep, "up without a fresh heartbeat", name(node), change);
        } else if (change.from() == Status.UP && isSilence(kind)) {
            require(
                    isSilent || lane.failed >= settings.detection().failureThreshold(),
                    "suspects after too few failures in a row",
                    name(node),
                    lane.failed,
                    change);
        }
        lane.tell(kind, change.to());
    }

    private static boolean isSilence(DetectorKind kind) {
        return kind == DetectorKind.TIMEOUT || kind == DetectorKind.EVIDENCE;
    }

    /** Nothing is lost in this story, the peer runs for long enough, and nothing is broken between the two. */
    private boolean isReachable(int node, int subject) {
        SimulatedNode peer = cluster().node(subject);
        return settings.network().loss() == 0
                && peer.life == Life.RUNNING
                && cluster().now() - peer.since > settledNanos
                && faults().isFreeSince(node, subject, cluster().now() - settledNanos);
    }

    private void asked(int node, int subject, long now, boolean isMany) {
        LaneTruth lane = lane(node, subject);
        require(
                lane.hasReason || lane.askedAt < 0 || now - lane.askedAt >= intervalNanos * 9 / 10,
                "asks again without a reason, after ms",
                name(node),
                name(subject),
                (now - lane.askedAt) / 1_000_000);
        lane.askedAt = now;
        // Of many signals together some may have come after the question.
        lane.hasReason = isMany && lane.hasReason;
    }

    /** What must hold at any time, for all pairs. */
    void sweep() {
        long now = cluster().now();
        for (int node = 0; node < settings.nodes(); node++) {
            SimulatedNode observer = cluster().node(node);
            if (observer.life == Life.RUNNING) {
                for (int slot = 0; slot < settings.observers(); slot++) {
                    sweep(observer, cluster().node(cluster().ring().subject(node, slot)), lanes[node][slot], now);
                }
            }
        }
    }

    private void sweep(SimulatedNode observer, SimulatedNode subject, LaneTruth lane, long now) {
        boolean isSilent = now - lane.silentSince >= timeoutNanos;
        String pair = observer.id + " of " + subject.id;
        require(
                lane.told(DetectorKind.TIMEOUT) == Status.DOWN == isSilent,
                "down under timeout if and only if silent",
                isSilent,
                pair);
        boolean isDown = lane.told(DetectorKind.EVIDENCE) == Status.DOWN;
        require(
                isDown == (isSilent || (lane.isCondemned && lane.heardLife > 0)),
                "down under evidence if and only if silent or convicted",
                isDown,
                pair);
        require(
                now - lane.askedAt
                        <= intervalNanos + settings.heartbeat().deadline().toNanos(),
                "not asked for too long",
                pair);
        long gone = now - subject.since;
        boolean isCrashKnowable = subject.life == Life.GONE
                && subject.lives > 0
                && lane.heardLife == subject.lives
                && observer.since < subject.since
                && settings.network().loss() == 0
                && faults().isFreeSince(observer.index, subject.index, subject.since - beatNanos);
        require(!isCrashKnowable || gone < beatNanos || isDown, "a crash is not known", pair);
        require(
                settings.network().loss() > 0
                        || !faults().isFree(observer.index, subject.index, healedNanos)
                        || observer.told(cluster().ring().slot(observer.index, subject.index)) == Status.UP,
                "not up again in time after all that was broken is whole",
                pair);
    }

    private static String name(int node) {
        return "node" + (node + 1);
    }

    private static void require(boolean holds, String rule, Object... values) {
        if (!holds) {
            throw new AssertionError(rule + ": " + Arrays.toString(values));
        }
    }
}
