package dev.telltale.launcher.jvm;

import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.platform.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Runs the usual commands once, on a cluster of two nodes, and lists the classes that each loads: start, status, kill,
 * stop, version and help. Uses loopback ports.
 */
final class CommandTraining {
    private final List<String> program;
    private final TrainingProcesses processes;
    private final Path config;

    /** @param folder for the config of the cluster */
    CommandTraining(String java, Path jar, TrainingProcesses processes, Path folder) throws IOException {
        program = List.of(java, "-XX:TieredStopAtLevel=1", "-Dtelltale.ends-with-parent=true", "-jar", jar.toString());
        this.processes = processes;
        config = Files.writeString(folder.resolve("cluster.json"), config());
    }

    private static String config() throws IOException {
        Address free = new Address("127.0.0.1", 0);
        return FreePorts.resolve(
                        List.of(new Member(new NodeId("node1"), free), new Member(new NodeId("node2"), free)),
                        new Random())
                .stream()
                .map(member -> "{\"id\":\"" + member.id() + "\",\"port\":"
                        + member.address().port() + "}")
                .collect(Collectors.joining(",", "{\"cluster\":\"archive\",\"nodes\":[", "]}"));
    }

    /**
     * Blocks for some seconds, until all commands have ended. Returns their classes.
     *
     * @throws IOException with one sentence if a command failed
     */
    List<String> run() throws IOException, InterruptedException {
        begin("start", "start", "--config", config.toString());
        processes.await("start", 0, "All 2 nodes up");
        call("status", "status", "--config", config.toString());
        int offset = processes.outputOf("start").length();
        call("kill", "kill", "node2", "--config", config.toString());
        processes.await("start", offset, "node2 is down");
        call("stop", "stop", "--config", config.toString());
        processes.awaitEnd("start");
        call("version", "--version");
        call("help", "--help");
        return processes.classesOf(List.of("start", "status", "kill", "stop", "version", "help"));
    }

    private void begin(String name, String... words) throws IOException {
        List<String> command = new ArrayList<>(program);
        command.add(1, processes.listClasses(name));
        command.addAll(List.of(words));
        processes.start(name, command);
    }

    private void call(String name, String... words) throws IOException, InterruptedException {
        begin(name, words);
        // On a busy machine the status may be a negative result, 1.
        if (processes.awaitEnd(name) > 1) {
            throw new IOException("The class-data archive cannot be made: its " + name + " failed: "
                    + processes.outputOf(name).strip());
        }
    }
}
