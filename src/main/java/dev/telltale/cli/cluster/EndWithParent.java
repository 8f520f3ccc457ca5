package dev.telltale.cli.cluster;

import dev.telltale.cli.base.ExitCode;
import dev.telltale.concurrent.SerialScheduler;
import java.time.Duration;

/** Ends this process with its parent, if a property requests it: a killed build would leave processes behind. */
final class EndWithParent {
    private static final Duration CHECK = Duration.ofMillis(100);

    private EndWithParent() {}

    static void ifRequested() {
        if (Boolean.getBoolean("telltale.ends-with-parent")) {
            ProcessHandle.current()
                    .parent()
                    .ifPresent(parent -> new SerialScheduler("parent").every(CHECK, () -> {
                        if (!parent.isAlive()) {
                            System.exit(ExitCode.OK);
                        }
                    }));
        }
    }
}
