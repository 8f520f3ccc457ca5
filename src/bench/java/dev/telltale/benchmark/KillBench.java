package dev.telltale.benchmark;

import dev.telltale.benchmark.Asker.MatchingReport;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Time from SIGKILL to down at every survivor. */
final class KillBench implements Measurement {
    private static final int KILLS = 30;
    /** One of each node. */
    private static final int WARM_UP = 3;

    private static final long SEED = 1;
    private static final double P99 = 0.99;

    @Override
    public void run(Workplace place, Table table) throws IOException, InterruptedException {
        var floor = new Samples("floor: SIGKILL of a bare server -> onExit, ms");
        var inside = new Figure("SIGKILL -> `down`, own stamp, ms", place.subjects(), floor, Bound.timesFloor(2));
        var outside = new Figure("SIGKILL -> `down`, read by a blocking query, ms", place.subjects(), floor, null);
        var random = new Random(SEED);
        Map<Subject, Running> clusters = new LinkedHashMap<>();
        try (Asker client = new Asker()) {
            for (Subject subject : place.subjects()) {
                Optional<LauncherChild> launcher = LauncherChild.start(place, subject, table);
                if (launcher.isPresent()) {
                    var running = new Running(launcher.get(), place.members(3), client);
                    clusters.put(subject, running);
                    running.launcher.start(running.members, client);
                }
            }
            for (int kill = 0; kill < WARM_UP + KILLS; kill++) {
                floor.add(floor(place, client));
                for (Map.Entry<Subject, Running> cluster : clusters.entrySet()) {
                    Subject subject = cluster.getKey();
                    cluster.getValue().kill(kill, random, inside.of(subject), outside.of(subject));
                }
                if (kill + 1 == WARM_UP) {
                    floor.clear();
                    inside.clear();
                    outside.clear();
                }
            }
        } finally {
            clusters.values().forEach(running -> running.launcher.close());
        }
        table.add(floor, List.of(inside, new Figure("the same, p99", inside, Bound.timesFloor(4, P99)), outside));
        table.note("The node's timestamp is truncated: to whole milliseconds in old revisions, up to 1 ms too early.");
    }

    private record Running(LauncherChild launcher, List<Member> members, Asker client) {
        void kill(int number, Random random, Samples inside, Samples outside) throws IOException, InterruptedException {
            Member victim = members.get(number % members.size());
            ProcessHandle process = client.process(victim);
            List<Member> survivors =
                    members.stream().filter(member -> !member.equals(victim)).toList();
            List<Future<MatchingReport>> pending = client.begin(survivors, report -> Asker.isDown(report, victim.id()));
            pause(HeartbeatSettings.DEFAULT.interval(), random);
            ClockReading killed = TimeSource.SYSTEM.now();
            process.destroyForcibly();
            for (MatchingReport matching : client.await(pending)) {
                outside.add(matching.at().since(killed));
                inside.add(Duration.between(killed.wall(), since(matching, victim.id())));
            }
            launcher.restart(victim.id(), members, client);
        }
    }

    /** Sleeps for a random part of a heartbeat interval, so that kills are not synchronised with the heartbeats. */
    static void pause(Duration interval, Random random) throws InterruptedException {
        Thread.sleep(200 + random.nextInt((int) interval.toMillis()));
    }

    static Instant since(MatchingReport matching, NodeId victim) throws IOException {
        PeerReport peer = matching.report().of(victim);
        Instant since = peer == null ? null : peer.since();
        if (since == null) {
            throw new IOException(matching.observer() + " does not report since when");
        }
        return since;
    }

    private static Duration floor(Workplace place, Asker client) throws IOException, InterruptedException {
        try (Child server = place.floor(500)) {
            client.allAnswer(List.of(server.port()));
            Future<ClockReading> gone = server.process().onExit().thenApply(process -> TimeSource.SYSTEM.now());
            ClockReading killed = TimeSource.SYSTEM.now();
            server.process().toHandle().destroyForcibly();
            return gone.get(Asker.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).since(killed);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a killed server did not end", e);
        }
    }
}
