package dev.telltale.launcher;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.concurrent.SerialScheduler;
import dev.telltale.config.RestartPolicy;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.process.NodeStartException;
import dev.telltale.model.Member;
import dev.telltale.registry.RunRecords;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;

/** The settings and services that all {@link NodeSupervisor}s of one launcher share. */
record LauncherContext(
        Spawner spawner,
        RunRecords records,
        Path outputFolder,
        LauncherTimeouts timeouts,
        TimeSource clock,
        BoundedLog<ProcessEvent> events,
        ProcessStates states,
        SerialScheduler thread,
        ClusterLock lock,
        StartQueue queue,
        RestartPolicy restart) {

    /** Creates the process of a member. */
    @FunctionalInterface
    interface Spawner {
        Process spawn(Member member) throws NodeStartException;
    }
}
