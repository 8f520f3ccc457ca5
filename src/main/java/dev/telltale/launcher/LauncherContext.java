package dev.telltale.launcher;

import dev.telltale.config.RestartPolicy;
import dev.telltale.groundtruth.ProcessEventLog;
import dev.telltale.launcher.process.NodeStartException;
import dev.telltale.model.Member;
import dev.telltale.platform.SerialScheduler;
import dev.telltale.registry.RunRecords;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;

/** What all node slots of one launcher share. */
record LauncherContext(
        Spawner spawner,
        RunRecords records,
        Path outputFolder,
        LauncherTimeouts patience,
        TimeSource clock,
        ProcessEventLog truth,
        ProcessStates board,
        SerialScheduler thread,
        ClusterLock claim,
        StartQueue queue,
        RestartPolicy restart) {

    /** Makes the process of a member. */
    @FunctionalInterface
    interface Spawner {
        Process spawn(Member member) throws NodeStartException;
    }
}
