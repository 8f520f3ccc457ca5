package dev.telltale.launcher;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.concurrent.SerialScheduler;
import dev.telltale.config.RestartPolicy;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.registry.RunRecords;
import dev.telltale.time.TimeSource;

/** The settings and services that all {@link NodeSupervisor}s of one launcher share. */
record LauncherContext(
        Children children,
        RunRecords records,
        LauncherTimeouts timeouts,
        TimeSource clock,
        BoundedLog<ProcessEvent> events,
        ProcessStates states,
        SerialScheduler thread,
        StartQueue queue,
        RestartPolicy restart) {}
