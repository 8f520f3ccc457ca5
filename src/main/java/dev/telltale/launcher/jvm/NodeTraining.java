package dev.telltale.launcher.jvm;

import dev.telltale.auth.AuthToken;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.launcher.process.Lifeline;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a small cluster in which one node, the observer, lists the classes that it loads. It monitors two peers, loses
 * one by a partition, sends and handles an indirect probe, sees the peer recover, hang and then crash. All that is in the
 * class-data archive then, so that in a real node no detector waits for class loading. Uses loopback ports.
 */
final class NodeTraining {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final NodeId OBSERVER = new NodeId("observer");
    private static final NodeId HELPER = new NodeId("helper");
    private static final NodeId SUBJECT = new NodeId("subject");
    private static final FaultId FAULT = new FaultId("training");
    private static final String FAULT_PATH = "/faults?id=" + FAULT;
    private static final String HELPER_UP = " says helper is up ";
    private static final String SUBJECT_UP = " says subject is up ";
    private static final String SUBJECT_SUSPECT = " says subject is suspect ";
    private static final String SUBJECT_DOWN = " says subject is down ";

    private final NodeHttp http = new NodeHttp(HostName::ofSystem, null);
    private final Program program;
    private final TrainingProcesses processes;
    private final List<Member> members;
    private final AuthToken token = Tokens.random();

    NodeTraining(Program program, TrainingProcesses processes) throws IOException {
        this.program = program;
        this.processes = processes;
        members = FreePorts.resolve(
                List.of(
                        new Member(OBSERVER, new Address("127.0.0.1", 0)),
                        new Member(HELPER, new Address("127.0.0.1", 0)),
                        new Member(SUBJECT, new Address("127.0.0.1", 0))),
                new Random());
    }

    /**
     * Blocks for some seconds, until the observer has ended. Returns its classes.
     *
     * @throws IOException with one sentence if a node did not print the expected line
     */
    List<String> run() throws IOException, InterruptedException {
        Process observer = start(OBSERVER, List.of(processes.listClasses(OBSERVER.value())));
        await(OBSERVER, 0, " ready on ");
        start(HELPER, List.of());
        Process subject = start(SUBJECT, List.of());
        await(OBSERVER, 0, HELPER_UP);
        await(OBSERVER, 0, SUBJECT_UP);
        await(HELPER, 0, SUBJECT_UP);
        readStatus();
        // Both lose the subject: each requests an indirect probe from the other, and both probes fail.
        put(HELPER, new LinkFault.Cut(LinkSets.between(HELPER, SUBJECT)));
        cutUntilDown(LinkSets.between(OBSERVER, SUBJECT));
        request(OBSERVER, "PUT", FAULT_PATH, null);
        heal(HELPER);
        healUntilUp();
        // Only the observer cannot reach the subject: the helper's indirect probe succeeds.
        cutUntilDown(Set.of(new Link(OBSERVER, SUBJECT)));
        healUntilUp();
        stallUntilSuspect();
        int offset = lengthOf(OBSERVER);
        subject.destroyForcibly();
        await(OBSERVER, offset, SUBJECT_DOWN);
        observer.destroy();
        processes.awaitEnd(OBSERVER.value());
        return processes.classesOf(List.of(OBSERVER.value()));
    }

    private void cutUntilDown(Set<Link> links) throws IOException, InterruptedException {
        int offset = lengthOf(OBSERVER);
        put(OBSERVER, new LinkFault.Cut(links));
        await(OBSERVER, offset, SUBJECT_DOWN);
    }

    /** An attempt without a response and without a cut is followed by an idle connection. */
    private void stallUntilSuspect() throws IOException, InterruptedException {
        int offset = lengthOf(OBSERVER);
        put(SUBJECT, new NodeFault.Stall(SUBJECT));
        await(OBSERVER, offset, SUBJECT_SUSPECT);
        heal(SUBJECT);
        await(OBSERVER, offset, SUBJECT_UP);
    }

    private void healUntilUp() throws IOException, InterruptedException {
        int offset = lengthOf(OBSERVER);
        heal(OBSERVER);
        await(OBSERVER, offset, SUBJECT_UP);
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
        Process process = processes.start(node.value(), words);
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

    private void await(NodeId node, int offset, String text) throws IOException, InterruptedException {
        processes.await(node.value(), offset, text);
    }

    private int lengthOf(NodeId node) throws IOException {
        return processes.outputOf(node.value()).length();
    }

    private void put(NodeId node, FaultType type) throws IOException, InterruptedException {
        var fault = new Fault(FAULT, "archive", type, TimeSource.SYSTEM.now().wall(), TrainingProcesses.TIMEOUT);
        request(node, "PUT", "/faults", FaultJson.write(fault));
    }

    private void heal(NodeId node) throws IOException, InterruptedException {
        request(node, "DELETE", FAULT_PATH, null);
    }

    /**
     * Sends a plain request, a probe as another node would, and a blocking query. That takes longer than two intervals:
     * a peer that was heard for less than one interval is not probed when it is lost.
     */
    private void readStatus() throws IOException, InterruptedException {
        request(OBSERVER, "GET", "/status", null);
        request(OBSERVER, "GET", "/probe?subject=" + SUBJECT, null);
        request(OBSERVER, "GET", "/status?index=999999&wait=500ms", null);
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
