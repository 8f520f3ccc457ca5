package dev.telltale.launcher;

import dev.telltale.config.Restart;
import dev.telltale.testkit.Await;
import dev.telltale.time.NanoClock;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A program with a launcher of its own, to be killed by its test: prints the PIDs of its nodes, pauses them with
 * {@code -Dpaused=true}, and waits until its own parent is gone; with {@code -Dhalts=true} it halts on the first input.
 */
final class FakeParent {
    private FakeParent() {}

    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        var launcher = new Launcher(
                FakeNodeCluster.config(2, Restart.NEVER),
                FakeNodeCluster.program(folder, arguments[1]),
                new RunRecords(folder.resolve("records")),
                folder.resolve("output"),
                NanoClock.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::close));
        Await.result(launcher.startAll());
        launcher.processes().values().forEach(state -> System.out.println(((NodeProcess.Running) state).pid()));
        if (Boolean.getBoolean("paused")) {
            launcher.processes().keySet().forEach(node -> Await.result(launcher.pause(node)));
            System.out.println("paused");
        }
        while (System.in.read() >= 0) {
            if (Boolean.getBoolean("halts")) {
                Runtime.getRuntime().halt(0);
            }
        }
    }
}
