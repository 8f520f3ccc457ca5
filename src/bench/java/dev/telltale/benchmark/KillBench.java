package dev.telltale.benchmark;

import dev.telltale.benchmark.Asker.MatchingReport;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Time from SIGKILL to down at every survivor. */
final class KillBench implements Measurement {
    private static final int KILLS = 40;
    private static final long SEED = 1;

    @Override
    public void run(Workplace place, Table table) throws IOException, InterruptedException {
        var floor = new Samples("floor: SIGKILL of a bare server -> onExit");
        var outside = new Samples("SIGKILL -> down, read by a blocking query");
        var inside = new Samples("SIGKILL -> down, the node's timestamp");
        var last = new Samples("SIGKILL -> down at both survivors (query)");
        var random = new Random(SEED);
        try (Asker client = new Asker();
                Cluster cluster = new Cluster(place)) {
            cluster.start(client);
            for (int kill = 0; kill < KILLS; kill++) {
                floor.add(floor(place, client));
                Member victim = cluster.members().get(kill % cluster.members().size());
                List<Future<MatchingReport>> pending =
                        client.begin(cluster.without(victim), report -> Asker.isDown(report, victim.id()));
                pause(cluster.config().heartbeat().interval(), random);
                ClockReading killed = cluster.kill(victim.id());
                Duration slowest = Duration.ZERO;
                for (MatchingReport matching : client.await(pending)) {
                    Duration took = matching.at().since(killed);
                    outside.add(took);
                    inside.add(Duration.between(killed.wall(), since(matching, victim.id())));
                    slowest = took.compareTo(slowest) > 0 ? took : slowest;
                }
                last.add(slowest);
                cluster.restart(victim.id(), client);
            }
        }
        table.print("ms", floor, List.of(outside, inside, last));
        table.note("The node's timestamp is truncated to whole milliseconds: up to 1 ms too early.");
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
        try (Child server = Child.floor(place, 500)) {
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
