package dev.telltale.real;

import dev.telltale.launcher.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a cluster holds of the machine.
 *
 * @param files below its folder
 * @param questions open connections, or half closed ones, of each node to others; none where the system has no /proc (Linux)
 */
record Belongings(Set<Path> files, Map<String, Long> questions) {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int REMOTE = 2;
    private static final int INODE = 9;
    private static final int HEXADECIMAL = 16;

    static Belongings of(Path folder, Collection<RunRecord> nodes) {
        Set<Integer> ports = nodes.stream().map(node -> node.address().port()).collect(Collectors.toSet());
        Set<String> asked = TABLES.stream()
                .filter(Files::isReadable)
                .flatMap(table -> lines(table).stream().skip(1))
                .map(line -> line.strip().split("\\s+"))
                .filter(socket -> ports.contains(port(socket[REMOTE])))
                .map(socket -> "socket:[" + socket[INODE] + "]")
                .collect(Collectors.toSet());
        Map<String, Long> questions = new TreeMap<>();
        for (RunRecord node : nodes) {
            Path descriptors = Path.of("/proc", Long.toString(node.pid()), "fd");
            if (Files.isDirectory(descriptors)) {
                questions.put(
                        node.id().value(),
                        targets(descriptors).stream().filter(asked::contains).count());
            }
        }
        return new Belongings(files(folder), questions);
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), HEXADECIMAL);
    }

    private static Set<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> targets(Path descriptors) {
        try (Stream<Path> open = Files.list(descriptors)) {
            return open.map(Belongings::target).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
