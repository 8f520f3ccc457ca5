package dev.telltale.testkit;

import dev.telltale.launcher.RunRecord;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The system resources that a cluster holds.
 *
 * @param files below its folder
 * @param connections of each node to other nodes, open or half closed; none where the system has no /proc (Linux)
 */
public record ResourceSnapshot(Set<Path> files, Map<String, Long> connections) {
    private static final int REMOTE = 2;
    private static final int INODE = 9;
    private static final int HEXADECIMAL = 16;

    public static ResourceSnapshot of(Path folder, Collection<RunRecord> nodes) {
        Set<Integer> ports = nodes.stream().map(node -> node.address().port()).collect(Collectors.toSet());
        Set<String> toNodes = Stream.of("net/tcp", "net/tcp6")
                .flatMap(table ->
                        Proc.read(ProcessHandle.current().pid(), table).lines().skip(1))
                .map(line -> line.strip().split("\\s+"))
                .filter(socket -> ports.contains(port(socket[REMOTE])))
                .map(socket -> "socket:[" + socket[INODE] + "]")
                .collect(Collectors.toSet());
        Map<String, Long> connections = new TreeMap<>();
        for (RunRecord node : nodes) {
            var open = Proc.openFiles(node.pid());
            if (!open.isEmpty()) {
                connections.put(
                        node.id().value(),
                        open.stream().filter(toNodes::contains).count());
            }
        }
        return new ResourceSnapshot(TestUser.files(folder), connections);
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), HEXADECIMAL);
    }
}
