package dev.telltale.benchmark;

import dev.telltale.cli.Main;
import dev.telltale.launcher.jvm.Program;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of one measurement, deleted on close, and the command lines of the programs that it starts. */
final class Workplace implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    // Below the range of ephemeral ports, so that no connection takes a port between its choice and its use.
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 12_000;

    private final Path folder;
    private final Random random = new Random();
    private final Set<Integer> used = new HashSet<>();

    private Workplace(Path folder) {
        this.folder = folder;
    }

    /** The folder that the build names; the environment variables for run records and logs must name it as well. */
    static Workplace open() throws IOException {
        String named = System.getProperty("telltale.bench.folder", "");
        if (named.isEmpty()
                || !named.equals(System.getenv("XDG_RUNTIME_DIR"))
                || !named.equals(System.getenv("XDG_STATE_HOME"))) {
            throw new IOException(
                    "A measurement is started by Maven: mvn -q process-test-classes -Pbench -Dbench=kill");
        }
        var place = new Workplace(Path.of(named));
        place.delete();
        Files.createDirectories(place.folder);
        return place;
    }

    static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores, JDK " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
    }

    Path folder() {
        return folder;
    }

    static String java() {
        return Program.ofThisProcess(Main.class.getName()).command(List.of()).get(0);
    }

    static Path jar() {
        return Path.of(System.getProperty("telltale.jar", "target/telltale.jar"));
    }

    /** The command line of a node up to the command; only the option of the class-data archive may differ. */
    static List<String> nodeLaunch(boolean withArchive) {
        List<String> words =
                new ArrayList<>(Program.ofThisProcess(Main.class.getName()).command(List.of()));
        if (!withArchive) {
            words.removeIf(word -> word.startsWith("-XX:SharedArchiveFile="));
        }
        return words;
    }

    /** Java with a node's options, without the program. */
    static List<String> nodeJava() {
        List<String> words = nodeLaunch(false);
        return words.subList(0, words.indexOf("-jar"));
    }

    List<Member> threeMembers() throws IOException {
        List<Member> members = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
            members.add(new Member(new NodeId("node" + n), new Address(HOST, freePort())));
        }
        return members;
    }

    int freePort() throws IOException {
        for (int i = 0; i < PORTS; i++) {
            int port = FIRST_PORT + random.nextInt(PORTS);
            if (used.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IOException("there is no free port from " + FIRST_PORT + " on");
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private void delete() throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        delete();
    }
}
