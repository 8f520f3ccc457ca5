package dev.telltale.launcher.jvm;

import dev.telltale.auth.AuthToken;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.launcher.process.Lifeline;
import dev.telltale.launcher.process.NodeOptions;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import dev.telltale.net.NodeHttp;
import dev.telltale.platform.FreePorts;
import dev.telltale.platform.Tokens;
import dev.telltale.time.TimeSource;
import dev.telltale.wire.FaultJson;
import dev.telltale.wire.NodeSettings;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a small cluster in which one node, the observer, writes the class-data archive when it ends. Before that it
 * monitors two peers, loses one by a partition, sends and handles an indirect probe, sees the peer recover and then
 * crash. Classes that it loads here are in the archive, so that in a real node no detector waits for class loading.
 * Starts processes, uses loopback ports.
 */
final class ArchiveTraining implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final NodeId OBSERVER = new NodeId("observer");
    private static final NodeId HELPER = new NodeId("helper");
    private static final NodeId SUBJECT = new NodeId("subject");
    private static final FaultId FAULT = new FaultId("training");
    private static final String FAULT_PATH = "/faults?id=" + FAULT;
    private static final String HELPER_UP = " says helper is up ";
    private static final String SUBJECT_UP = " says subject is up ";
    private static final String SUBJECT_DOWN = " says subject is down ";

    private final NodeHttp http = new NodeHttp(HostName::ofSystem, null);
    private final Program program;
    private final Path archive;
    private final Path folder;
    private final List<Member> members;
    private final AuthToken token = Tokens.random();
    private final List<Process> started = new ArrayList<>();

    /**
     * @param archive the file that is created when the observer ends
     * @param folder for the logs and run records of the nodes
     */
    ArchiveTraining(Program program, Path archive, Path folder) throws IOException {
        this.program = program;
        this.archive = archive;
        this.folder = folder;
        members = FreePorts.resolve(
                List.of(
                        new Member(OBSERVER, new Address("127.0.0.1", 0)),
                        new Member(HELPER, new Address("127.0.0.1", 0)),
                        new Member(SUBJECT, new Address("127.0.0.1", 0))),
                new Random());
    }

    /**
     * Blocks for some seconds, until the archive is written.
     *
     * @throws IOException with one sentence if a node did not print the expected line or there is no archive
     */
    void run() throws IOException, InterruptedException {
        Process observer = start(OBSERVER, List.of("-XX:ArchiveClassesAtExit=" + archive));
        await(observer, OBSERVER, 0, " ready on ");
        Process helper = start(HELPER, List.of());
        Process subject = start(SUBJECT, List.of());
        await(observer, OBSERVER, 0, HELPER_UP);
        await(observer, OBSERVER, 0, SUBJECT_UP);
        await(helper, HELPER, 0, SUBJECT_UP);
        readStatus();
        // Both lose the subject: each requests an indirect probe from the other, and both probes fail.
        put(HELPER, new LinkFault.Cut(LinkSets.between(HELPER, SUBJECT)));
        cutUntilDown(observer, LinkSets.between(OBSERVER, SUBJECT));
        request(OBSERVER, "PUT", FAULT_PATH, null);
        heal(HELPER);
        healUntilUp(observer);
        // Only the observer cannot reach the subject: the helper's indirect probe succeeds.
        cutUntilDown(observer, Set.of(new Link(OBSERVER, SUBJECT)));
        healUntilUp(observer);
        int offset = outputOf(OBSERVER).length();
        subject.destroyForcibly();
        await(observer, OBSERVER, offset, SUBJECT_DOWN);
        observer.destroy();
        if (!observer.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS) || !Files.exists(archive)) {
            throw new IOException("This Java wrote no class-data archive; nodes start without one, but more slowly.");
        }
    }

    private void cutUntilDown(Process observer, Set<Link> links) throws IOException, InterruptedException {
        int offset = outputOf(OBSERVER).length();
        put(OBSERVER, new LinkFault.Cut(links));
        await(observer, OBSERVER, offset, SUBJECT_DOWN);
    }

    private void healUntilUp(Process observer) throws IOException, InterruptedException {
        int offset = outputOf(OBSERVER).length();
        heal(OBSERVER);
        await(observer, OBSERVER, offset, SUBJECT_UP);
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(NodeId node, List<String> options) throws IOException {
        List<Member> peers =
                members.stream().filter(peer -> !peer.id().equals(node)).toList();
        var settings = new NodeSettings(
                member(node),
                "archive",
                peers,
                new HeartbeatSettings(Duration.ofMillis(200), Duration.ofSeconds(1)),
                DetectionSettings.DEFAULT,
                null,
                token,
                Lifeline.thisProcess());
        List<String> words = new ArrayList<>(program.command(settings.arguments()));
        words.addAll(1, options);
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(logFile(node).toFile());
        // Keeps the run records in the temporary folder, where no command looks for nodes.
        Map<String, String> environment = builder.environment();
        NodeOptions.removeJavaOptionVariables(environment);
        environment.put("XDG_RUNTIME_DIR", String.valueOf(folder.toAbsolutePath()));
        Process process = builder.start();
        started.add(process);
        // As the launcher does: the node ends with this process, and the classes for that are archived, too.
        Lifeline.send(process, settings);
        return process;
    }

    private Member member(NodeId node) {
        return members.stream()
                .filter(member -> member.id().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private Path logFile(NodeId node) {
        return folder.resolve(node + ".log");
    }

    /** Waits for the text in the output after an offset: while all start, a peer may be lost and recover before. */
    private void await(Process process, NodeId node, int offset, String text) throws IOException, InterruptedException {
        long rounds = TIMEOUT.toMillis() / 20;
        for (long round = 0; round < rounds; round++) {
            if (outputOf(node).indexOf(text, offset) >= 0) {
                return;
            }
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IOException("The " + node + " of the class-data archive did not print \"" + text.strip() + "\", but: "
                + outputOf(node).strip());
    }

    private String outputOf(NodeId node) throws IOException {
        return Files.readString(logFile(node), StandardCharsets.UTF_8);
    }

    private void put(NodeId node, FaultType type) throws IOException, InterruptedException {
        var fault = new Fault(FAULT, "archive", type, TimeSource.SYSTEM.now().wall(), TIMEOUT);
        request(node, "PUT", "/faults", FaultJson.write(fault));
    }

    private void heal(NodeId node) throws IOException, InterruptedException {
        request(node, "DELETE", FAULT_PATH, null);
    }

    /** Sends a plain request and a blocking query. */
    private void readStatus() throws IOException, InterruptedException {
        request(OBSERVER, "GET", "/status", null);
        request(OBSERVER, "GET", "/status?index=999999&wait=100ms", null);
    }

    private void request(NodeId node, String method, String path, byte @Nullable [] body)
            throws IOException, InterruptedException {
        var content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        try {
            int status = http.send(
                            member(node).address(),
                            path,
                            REQUEST_TIMEOUT,
                            request -> request.header("Authorization", "Bearer " + token.reveal())
                                    .header("Content-Type", "application/json")
                                    .method(method, content))
                    .get()
                    .statusCode();
            if (status != OK) {
                throw new IOException("The " + node + " of the class-data archive answered " + method + " " + path
                        + " with status " + status);
            }
        } catch (ExecutionException failed) {
            throw new IOException(
                    "The " + node + " of the class-data archive did not answer " + method + " " + path, failed);
        }
    }
}
