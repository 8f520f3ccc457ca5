package dev.telltale.benchmark;

import dev.telltale.cli.Main;
import dev.telltale.config.ClusterConfig;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.jvm.Program;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.platform.UserDirs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The launcher of the jar on the class path, without a window. Reads a command from each line of its standard input, and
 * ends with it.
 */
public final class LauncherMain {
    static final String OPENED = "opened";

    private LauncherMain() {}

    /** Commands: {@code open PORT...}, {@code start}, {@code restart NODE}, {@code close}. */
    public static void main(String[] args) throws IOException {
        try (Current current = new Current()) {
            Runtime.getRuntime().addShutdownHook(new Thread(current::close, "stop-nodes"));
            var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                current.execute(List.of(line.split(" ", -1)));
            }
        }
        System.exit(0);
    }

    private static final class Current implements AutoCloseable {
        private volatile Launcher launcher;

        void execute(List<String> words) {
            switch (words.get(0)) {
                case "open" -> {
                    close();
                    launcher = open(words.subList(1, words.size()));
                    System.out.println(OPENED);
                }
                case "start" -> launcher.startAll();
                case "restart" -> launcher.start(new NodeId(words.get(1)));
                case "close" -> launcher.close();
                default -> throw new IllegalArgumentException("unknown command: " + words);
            }
        }

        private static Launcher open(List<String> ports) {
            List<Member> members = new ArrayList<>();
            for (String port : ports) {
                var address = new Address(Workplace.HOST, Integer.parseInt(port));
                members.add(new Member(new NodeId("node" + (members.size() + 1)), address));
            }
            var config = new ClusterConfig("bench", HeartbeatSettings.DEFAULT, DetectionSettings.DEFAULT, members);
            return Launcher.ofThisUser(
                    config,
                    Program.ofThisProcess(Main.class.getName()),
                    UserDirs.ofThisUser().state().resolve("bench"));
        }

        @Override
        public void close() {
            Launcher last = launcher;
            if (last != null) {
                last.close();
            }
        }
    }
}
