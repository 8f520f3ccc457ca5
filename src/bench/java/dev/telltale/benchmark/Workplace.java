package dev.telltale.benchmark;

import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The subjects, the folder and the child processes of the measurements; ends and deletes all of them on close. */
final class Workplace implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    // Below the range of ephemeral ports, so that no connection takes a port between its choice and its use.
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 12_000;

    private final Path folder;
    private final List<Subject> subjects = new ArrayList<>();
    private final Random random = new Random();
    private final Set<Integer> used = new HashSet<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private int started;
    private boolean isClosed;

    private Workplace(Path folder) {
        this.folder = folder;
        subjects.add(new Subject("here", Path.of("").toAbsolutePath()));
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

    /** This revision, and the other one if there is one. */
    List<Subject> subjects() {
        return List.copyOf(subjects);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The folder of the compiled measurements. */
    static Path classes() {
        try {
            return Path.of(Workplace.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** Also measures this revision of the repository from now on. */
    void compareWith(String revision) throws IOException, InterruptedException {
        var checkout = new Checkout(this, folder.resolve("against"));
        synchronized (this) {
            opened.push(checkout);
        }
        subjects.add(new Subject(revision, checkout.build(revision)));
    }

    Child start(List<String> words) throws IOException {
        return start(words, 0, Map.of());
    }

    /** Starts a program that is ended with this place at the latest. */
    synchronized Child start(List<String> words, int port, Map<String, String> environment) throws IOException {
        if (isClosed) {
            throw new IOException("the measurement was ended");
        }
        started++;
        Path output = folder.resolve("child-" + started + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var child = new Child(builder.start(), port, output);
        opened.removeIf(one -> one instanceof Child ended && !ended.process().isAlive());
        opened.push(child);
        return child;
    }

    /**
     * Starts a bare server with a node's JVM options, without Nagle's algorithm, which would delay each response by 40
     * ms.
     */
    Child floor(int responseSize) throws IOException {
        int port = freePort();
        String options = "@" + subjects.get(0).home().resolve("launcher-config").resolve("node.args");
        return start(
                List.of(
                        java(),
                        options,
                        "-Dsun.net.httpserver.nodelay=true",
                        "-cp",
                        classes().toString(),
                        FloorServer.class.getName(),
                        String.valueOf(port),
                        String.valueOf(responseSize)),
                port,
                Map.of());
    }

    List<Member> members(int count) throws IOException {
        List<Member> members = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            members.add(new Member(new NodeId("node" + n), new Address(HOST, freePort())));
        }
        return members;
    }

    /** A config file of these members, with the default settings. */
    Path config(List<Member> members) throws IOException {
        Path config = folder.resolve("cluster-" + members.get(0).address().port() + ".json");
        return Files.writeString(
                config,
                members.stream()
                        .map(member -> "{\"id\":\"" + member.id() + "\",\"port\":"
                                + member.address().port() + "}")
                        .collect(Collectors.joining(",", "{\"cluster\":\"bench\",\"nodes\":[", "]}")));
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

    synchronized boolean isClosed() {
        return isClosed;
    }

    /** The newest first; also called when this process is interrupted. */
    @Override
    public synchronized void close() {
        isClosed = true;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                System.err.println("not closed: " + e);
            }
        }
        try {
            delete();
        } catch (IOException e) {
            System.err.println("not deleted: " + e);
        }
    }
}
