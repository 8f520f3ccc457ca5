package dev.telltale.launcher;

import dev.telltale.config.ClusterConfig;
import dev.telltale.time.NanoClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The launcher as it is, with nodes of the packaged program that neither see nor disturb others of this user. */
public final class RealLauncher {
    private RealLauncher() {}

    /** Everything that it and its nodes leave lies under the folder. */
    public static Launcher in(Path folder, ClusterConfig config) {
        return new Launcher(
                config,
                Program.ofThisProcess(),
                (command, workingFolder) -> {
                    List<String> there = new ArrayList<>(environment(folder));
                    there.addAll(command);
                    return ProcessStarter.ofSystem(there, workingFolder);
                },
                new RunRecords(folder.resolve("telltale")),
                folder.resolve("output"),
                NanoClock.SYSTEM,
                Patience.DEFAULT);
    }

    /** The same node as the launcher's own, started in a terminal. */
    public static List<String> commandByHand(Path folder, String... words) {
        List<String> command = new ArrayList<>(environment(folder));
        command.addAll(Program.ofThisProcess().command(words));
        return command;
    }

    /** {@code env} becomes the program that it starts: the PID is the node's. */
    private static List<String> environment(Path folder) {
        return List.of("env", "XDG_RUNTIME_DIR=" + folder, "XDG_STATE_HOME=" + folder);
    }
}
