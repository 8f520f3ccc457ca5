package dev.telltale.launcher;

import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The class-data archive beside the jar, with which a node starts in half the time and shares the memory of its classes.
 * It is made by running one node briefly: it hears another, detects its crash, and leaves. It fits one jar and one Java;
 * where it does not fit, Java starts without it.
 */
public final class ClassArchive {
    private static final Logger LOG = Logger.getLogger(ClassArchive.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);
    private static final String HEARD = " is up ";
    private static final String LOST = " is down ";

    private final Path jar;
    private final Path archive;

    private ClassArchive(Path jar) {
        this.jar = jar;
        archive = NodeOptions.archiveOf(jar);
    }

    /**
     * The archive that belongs to the jar of this program.
     *
     * @throws IOException with one sentence when the program does not run from a jar
     */
    public static ClassArchive ofThisProgram() throws IOException {
        Path jar = Surroundings.ofThisProcess().jar();
        if (jar == null) {
            throw new IOException("Telltale does not run from its jar, and only a jar can have a class-data archive.");
        }
        return new ClassArchive(jar);
    }

    public Path file() {
        return archive;
    }

    /** Whether it was made after the jar. That it also fits this Java, only Java itself can tell. */
    public boolean isCurrent() {
        try {
            return Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /**
     * Makes it anew. Takes some seconds of two processors.
     *
     * @throws IOException with one sentence when the nodes did not do as they should; the old archive is gone then
     * @throws InterruptedException when the calling thread was interrupted; both nodes have been ended then
     */
    public void make() throws IOException, InterruptedException {
        Files.deleteIfExists(archive);
        Path folder = Files.createTempDirectory("telltale-archive");
        try {
            Path fresh = folder.resolve("node.jsa");
            record(fresh, folder);
            install(fresh);
        } finally {
            delete(folder);
        }
    }

    /** Under its own name only when it is whole: a node that starts meanwhile must not find a part of it. */
    private void install(Path fresh) throws IOException {
        Path copy = Files.createTempFile(archive.toAbsolutePath().getParent(), "node", ".jsa.tmp");
        try {
            Files.copy(fresh, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, archive, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /**
     * Makes a missing or outdated archive on a thread of its own, after the delay. Nodes that start before run without
     * it; so a failure is only logged.
     *
     * @return stops the work and ends the processes that it started; waits for that for a second at most
     */
    public static Runnable makeInBackground(Duration delay) {
        var thread = new Thread(() -> makeAfter(delay), "class-archive");
        thread.setDaemon(true);
        thread.start();
        return () -> stop(thread);
    }

    private static void stop(Thread thread) {
        thread.interrupt();
        try {
            thread.join(STOP_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void makeAfter(Duration delay) {
        try {
            Thread.sleep(delay.toMillis());
            ClassArchive archive = ofThisProgram();
            if (!archive.isCurrent()) {
                archive.make();
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "no class-data archive", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void record(Path fresh, Path folder) throws IOException, InterruptedException {
        List<Member> members = FreePorts.resolve(
                List.of(
                        new Member(new NodeId("observer"), new Address("127.0.0.1", 0)),
                        new Member(new NodeId("subject"), new Address("127.0.0.1", 0))),
                new Random());
        Path told = folder.resolve("observer.log");
        Process observer = null;
        Process subject = null;
        try {
            observer = start(members.get(0), members.get(1), List.of("-XX:ArchiveClassesAtExit=" + fresh), told);
            await(observer, told, " ready on ");
            subject = start(members.get(1), members.get(0), List.of(), folder.resolve("subject.log"));
            await(observer, told, HEARD);
            readStatus(members.get(0).address());
            subject.destroyForcibly();
            await(observer, told, LOST);
            observer.destroy();
            if (!observer.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || !Files.exists(fresh)) {
                throw new IOException("This Java made no class-data archive; nodes start without one, only slower.");
            }
        } finally {
            for (Process process : new Process[] {observer, subject}) {
                if (process != null) {
                    process.destroyForcibly();
                }
            }
        }
    }

    private Process start(Member node, Member peer, List<String> options, Path output) throws IOException {
        List<String> words = new ArrayList<>(Program.ofThisProcess()
                .command(
                        "node",
                        node.id().value(),
                        String.valueOf(node.address().port()),
                        "--host",
                        node.address().host(),
                        "--peer",
                        peer.id() + "=" + peer.address(),
                        "--interval",
                        "200ms",
                        "--timeout",
                        "1s",
                        "--parent",
                        Program.parent()));
        words.addAll(1, options);
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        // Its run records are nobody's business.
        Map<String, String> environment = builder.environment();
        NodeOptions.removeJavaOptionVariables(environment);
        environment.put(
                "XDG_RUNTIME_DIR", String.valueOf(output.toAbsolutePath().getParent()));
        Process process = builder.start();
        // As the launcher does: the node ends with this process, and the classes of that are archived, too.
        Lifeline.handOver(process, Tokens.random());
        return process;
    }

    private static void await(Process node, Path output, String words) throws IOException, InterruptedException {
        long rounds = PATIENCE.toMillis() / 20;
        for (long round = 0; round < rounds; round++) {
            if (Files.readString(output, StandardCharsets.UTF_8).contains(words)) {
                return;
            }
            if (node.waitFor(20, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IOException("The node that was to be archived did not say \"" + words.strip() + "\", but: "
                + Files.readString(output, StandardCharsets.UTF_8).strip());
    }

    private static void readStatus(Address address) throws IOException {
        try (InputStream answer = new java.net.URL(address.url() + "/status").openStream()) {
            answer.readAllBytes();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
