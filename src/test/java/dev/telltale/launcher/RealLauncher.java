package dev.telltale.launcher;

import dev.telltale.cli.Main;
import dev.telltale.config.ClusterConfig;
import dev.telltale.launcher.jvm.Program;
import dev.telltale.launcher.process.ProcessStarter;
import dev.telltale.registry.RunRecords;
import dev.telltale.testkit.TestUser;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;

/** The real launcher with nodes of the packaged program; all their files are under the folder. */
public final class RealLauncher {
    private RealLauncher() {}

    public static Program program() {
        return Program.ofThisProcess(Main.class.getName());
    }

    public static Launcher in(Path folder, ClusterConfig config) {
        var user = new TestUser(folder);
        return new Launcher(
                config,
                program(),
                (command, workingFolder) -> ProcessStarter.ofSystem(user.command(command), workingFolder),
                new RunRecords(user.records()),
                folder.resolve("output"),
                TimeSource.SYSTEM,
                LauncherTimeouts.DEFAULT);
    }
}
