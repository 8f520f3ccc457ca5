package dev.telltale.cli.cluster;

import dev.telltale.cli.base.ThisProgram;
import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.cluster.ClusterContext;
import dev.telltale.faultinjection.FaultInjector;
import dev.telltale.launcher.Launcher;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.recording.live.LiveRecording;
import dev.telltale.recording.live.RecordingFolders;
import dev.telltale.scenario.run.ProcessTestbed;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Makes a launcher and a fault injector for each cluster that the panel shows, and stops those that are left. Any thread. */
final class PanelClusters implements AutoCloseable {
    private final Path state;
    private final TimeSource clock;
    private final Set<Cluster> open = ConcurrentHashMap.newKeySet();

    private record Cluster(Launcher launcher, FaultInjector injector) {
        /** Clears the faults first, since nodes that others started continue to run. */
        void stop() {
            injector.close();
            launcher.close();
        }
    }

    /** @param state the folder in which each cluster has one for the output of its nodes */
    PanelClusters(Path state, TimeSource clock) {
        this.state = state;
        this.clock = clock;
    }

    /** Stops the nodes of every cluster when this process exits. */
    void stopNodesAtExit() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> open.forEach(cluster -> cluster.launcher.close()), "stop-nodes"));
    }

    /**
     * The cluster of this config, with a port for each node. Looks up hosts, which blocks up to 5 s, if nodes ask for a
     * free port.
     *
     * @throws dev.telltale.platform.NoPortException if a node asks for a free port and there is none
     */
    ClusterContext open(ClusterConfig config) {
        var launcher = Launcher.ofThisUser(config, ThisProgram.get(), state.resolve(config.cluster()));
        var injector = new FaultInjector(launcher::memberRecords, clock, RandomGenerator.getDefault(), "panel");
        launcher.onChange(injector::refresh);
        var cluster = new Cluster(launcher, injector);
        open.add(cluster);
        ClusterConfig opened = config.with(launcher.members());
        return new ClusterContext(
                opened,
                launcher,
                injector,
                () -> stop(cluster),
                listener -> new ClusterWatch(launcher.members(), clock, listener),
                () -> new ProcessTestbed(launcher, launcher.members(), injector, clock),
                new LiveRecording(opened, new RecordingFolders(state), launcher::memberRecords, clock));
    }

    private void stop(Cluster cluster) {
        cluster.stop();
        open.remove(cluster);
    }

    @Override
    public void close() {
        open.forEach(this::stop);
    }
}
