package dev.telltale.benchmark;

import dev.telltale.benchmark.Asker.MatchingReport;
import dev.telltale.dashboard.Dashboard;
import dev.telltale.dashboard.DashboardContext;
import dev.telltale.dashboard.NoDisplayException;
import dev.telltale.dashboard.ScreenProbe;
import dev.telltale.dashboard.cluster.ClusterContext;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.faultinjection.FaultInjector;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.scenario.run.ProcessTestbed;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** Time from down in a node to the frame in which the headless panel paints the cell red. */
final class ScreenBench implements Measurement {
    private static final int KILLS = 30;
    private static final long SEED = 2;

    @Override
    public void run(Workplace place, Table table) throws IOException, InterruptedException {
        try (Asker client = new Asker();
                Cluster cluster = new Cluster(place)) {
            Thread window = open(place, cluster);
            ScreenProbe screen = ScreenProbe.find(Asker.TIMEOUT);
            try {
                cluster.start(client);
                measure(place, client, cluster, screen, table);
            } finally {
                screen.close();
                window.join(Asker.TIMEOUT.toMillis());
            }
        }
    }

    private static void measure(Workplace place, Asker client, Cluster cluster, ScreenProbe screen, Table table)
            throws IOException, InterruptedException {
        var floor = new Samples("floor: GET of a bare server, round trip, ms");
        var red = new Samples("down in the node (timestamp) -> cell painted, ms");
        var whole = new Samples("SIGKILL -> cell painted, ms");
        var random = new Random(SEED);
        try (Child server = place.floor(500)) {
            client.allAnswer(List.of(server.port()));
            for (int kill = 0; kill < KILLS; kill++) {
                Member victim = cluster.members().get(kill % cluster.members().size());
                List<Member> survivors = cluster.without(victim);
                for (Member observer : survivors) {
                    painted(screen.whenPainted(new CellRef(observer.id(), victim.id()), CellState.UP));
                }
                Map<Member, Future<ClockReading>> paints = new LinkedHashMap<>();
                for (Member observer : survivors) {
                    paints.put(observer, screen.whenPainted(new CellRef(observer.id(), victim.id()), CellState.DOWN));
                }
                KillBench.pause(cluster.config().heartbeat().interval(), random);
                ClockReading killed = cluster.kill(victim.id());
                for (Map.Entry<Member, Future<ClockReading>> paint : paints.entrySet()) {
                    ClockReading at = painted(paint.getValue());
                    MatchingReport matching = client.await(
                                    client.begin(List.of(paint.getKey()), report -> Asker.isDown(report, victim.id())))
                            .get(0);
                    red.add(Duration.between(KillBench.since(matching, victim.id()), at.wall()));
                    whole.add(at.since(killed));
                }
                floor.add(roundTrip(client, new Address(Workplace.HOST, server.port())));
                cluster.restart(victim.id(), client);
            }
        }
        table.addSamples(floor, List.of(red, whole));
        table.note("The node's timestamp is truncated to whole milliseconds: up to 1 ms too much in the first row.");
        table.note(
                "The product's window and watch, headless, software rendering; reduced motion, so that no fade follows.");
    }

    private static Thread open(Workplace place, Cluster cluster) {
        var injector = new FaultInjector(
                cluster.launcher()::memberRecords, TimeSource.SYSTEM, RandomGenerator.getDefault(), "panel");
        var shown = new ClusterContext(
                cluster.config(),
                cluster.launcher(),
                injector,
                cluster.launcher()::close,
                listener -> new ClusterWatch(cluster.members(), TimeSource.SYSTEM, listener),
                () -> new ProcessTestbed(cluster.launcher(), cluster.members(), injector, TimeSource.SYSTEM));
        var context = new DashboardContext(
                new DashboardContext.First(shown, null, List.of()),
                config -> {
                    throw new IllegalStateException("no other cluster is opened here");
                },
                port -> true,
                TimeSource.SYSTEM,
                place.folder(),
                null);
        var window = new Thread(
                () -> {
                    try {
                        Dashboard.launch(context, System.err);
                    } catch (NoDisplayException e) {
                        throw new IllegalStateException("the panel did not open", e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "panel");
        window.setDaemon(true);
        window.start();
        return window;
    }

    private static Duration roundTrip(Asker client, Address address) throws IOException, InterruptedException {
        ClockReading begin = TimeSource.SYSTEM.now();
        client.get(address, "/status");
        return TimeSource.SYSTEM.now().since(begin);
    }

    private static ClockReading painted(Future<ClockReading> paint) throws IOException, InterruptedException {
        try {
            return paint.get(Asker.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the cell was not painted as expected", e);
        }
    }
}
