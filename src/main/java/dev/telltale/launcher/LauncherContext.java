package dev.telltale.launcher;

import dev.telltale.config.RestartPolicy;
import dev.telltale.groundtruth.ProcessEventLog;
import dev.telltale.platform.SerialScheduler;
import dev.telltale.registry.RunRecords;
import dev.telltale.time.TimeSource;

/** The settings and services that all {@link NodeSupervisor}s of one launcher share. */
record LauncherContext(
        Children children,
        RunRecords records,
        LauncherTimeouts timeouts,
        TimeSource clock,
        ProcessEventLog events,
        ProcessStates states,
        SerialScheduler thread,
        StartQueue queue,
        RestartPolicy restart) {}
