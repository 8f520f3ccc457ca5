package dev.telltale.launcher.jvm;

import dev.telltale.auth.AuthToken;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.launcher.process.Lifeline;
import dev.telltale.launcher.process.NodeOptions;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.platform.FreePorts;
import dev.telltale.platform.Tokens;
import dev.telltale.wire.FaultJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the node that is archived goes through: it hears two others, loses one of them by a partition, in which it asks for
 * an indirect probe and is asked for one, hears it again, detects its crash, and leaves. What a node does here for the
 * first time it does later without reading a class, so that no detector waits for the first work of another.
 */
final class ArchiveTraining implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(5);
    private static final NodeId OBSERVER = new NodeId("observer");
    private static final NodeId HELPER = new NodeId("helper");
    private static final NodeId SUBJECT = new NodeId("subject");
    private static final FaultId FAULT = new FaultId("rehearsal");
    private static final String FAULT_PATH = "/faults?id=" + FAULT;
    private static final String HELPER_HEARD = " says helper is up ";
    private static final String HEARD = " says subject is up ";
    private static final String LOST = " says subject is down ";

    private final Program program;
    private final Path archive;
    private final Path folder;
    private final List<Member> members;
    private final AuthToken token = Tokens.random();
    private final List<Process> started = new ArrayList<>();

    /**
     * @param archive to be made when the observer ends
     * @param folder for all that its nodes write
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

    /** @throws IOException with one sentence when the nodes did not do as they should */
    void play() throws IOException, InterruptedException {
        Process observer = start(OBSERVER, List.of("-XX:ArchiveClassesAtExit=" + archive));
        await(observer, OBSERVER, 0, " ready on ");
        Process helper = start(HELPER, List.of());
        Process subject = start(SUBJECT, List.of());
        await(observer, OBSERVER, 0, HELPER_HEARD);
        await(observer, OBSERVER, 0, HEARD);
        await(helper, HELPER, 0, HEARD);
        readStatus();
        // Both lose the subject: each asks the other to try it, and neither reaches it.
        put(HELPER, new FaultType.Cut(LinkSets.between(HELPER, SUBJECT)));
        lose(observer, LinkSets.between(OBSERVER, SUBJECT));
        request(OBSERVER, "PUT", FAULT_PATH, null);
        heal(HELPER);
        hearAgain(observer);
        // One that only the observer cannot reach is cleared by the helper.
        lose(observer, Set.of(new Link(OBSERVER, SUBJECT)));
        hearAgain(observer);
        int before = told(OBSERVER).length();
        subject.destroyForcibly();
        await(observer, OBSERVER, before, LOST);
        observer.destroy();
        if (!observer.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || !Files.exists(archive)) {
            throw new IOException("This Java made no class-data archive; nodes start without one, only slower.");
        }
    }

    private void lose(Process observer, Set<Link> links) throws IOException, InterruptedException {
        int before = told(OBSERVER).length();
        put(OBSERVER, new FaultType.Cut(links));
        await(observer, OBSERVER, before, LOST);
    }

    private void hearAgain(Process observer) throws IOException, InterruptedException {
        int before = told(OBSERVER).length();
        heal(OBSERVER);
        await(observer, OBSERVER, before, HEARD);
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(NodeId node, List<String> options) throws IOException {
        Member self = member(node);
        List<String> call = new ArrayList<>(List.of(
                "node",
                node.value(),
                String.valueOf(self.address().port()),
                "--host",
                self.address().host(),
                "--interval",
                "200ms",
                "--timeout",
                "1s",
                "--parent",
                Program.parent()));
        for (Member peer : members) {
            if (!peer.equals(self)) {
                call.addAll(List.of("--peer", peer.id() + "=" + peer.address()));
            }
        }
        List<String> words = new ArrayList<>(program.command(call.toArray(String[]::new)));
        words.addAll(1, options);
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output(node).toFile());
        // Its run records stay in its own folder, where no command looks for nodes.
        Map<String, String> environment = builder.environment();
        NodeOptions.removeJavaOptionVariables(environment);
        environment.put("XDG_RUNTIME_DIR", String.valueOf(folder.toAbsolutePath()));
        Process process = builder.start();
        started.add(process);
        // As the launcher does: the node ends with this process, and the classes of that are archived, too.
        Lifeline.handOver(process, token);
        return process;
    }

    private Member member(NodeId node) {
        return members.stream()
                .filter(member -> member.id().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private Path output(NodeId node) {
        return folder.resolve(node + ".log");
    }

    /** Until the node says so after what it had said before: a peer may also be lost while all of them start. */
    private void await(Process process, NodeId node, int before, String words)
            throws IOException, InterruptedException {
        long rounds = PATIENCE.toMillis() / 20;
        for (long round = 0; round < rounds; round++) {
            if (told(node).indexOf(words, before) >= 0) {
                return;
            }
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IOException("The " + node + " of the class-data archive did not say \"" + words.strip() + "\", but: "
                + told(node).strip());
    }

    private String told(NodeId node) throws IOException {
        return Files.readString(output(node), StandardCharsets.UTF_8);
    }

    private void put(NodeId node, FaultType effect) throws IOException {
        var fault = new Fault(FAULT, "archive", effect, Instant.now(), PATIENCE);
        request(node, "PUT", "/faults", FaultJson.write(fault));
    }

    private void heal(NodeId node) throws IOException {
        request(node, "DELETE", FAULT_PATH, null);
    }

    /** Once at once, and once as a watcher asks: when there is something new, or after a while. */
    private void readStatus() throws IOException {
        request(OBSERVER, "GET", "/status", null);
        request(OBSERVER, "GET", "/status?index=999999&wait=100ms", null);
    }

    private void request(NodeId node, String method, String path, byte @Nullable [] body) throws IOException {
        var connection = (HttpURLConnection) new URL(member(node).address().url() + path).openConnection();
        connection.setConnectTimeout((int) REQUEST_PATIENCE.toMillis());
        connection.setReadTimeout((int) REQUEST_PATIENCE.toMillis());
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + token.reveal());
        if (body != null) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.getOutputStream().write(body);
        }
        try (InputStream answer = connection.getInputStream()) {
            answer.readAllBytes();
        }
    }
}
