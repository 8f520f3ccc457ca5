package dev.telltale.recording.live;

import dev.telltale.config.ClusterConfig;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingReader;
import dev.telltale.text.DurationFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the recordings of the clusters are.
 *
 * @param state the folder for the state of this user's programs
 */
public record RecordingFolders(Path state) {
    private static final String PANEL = "panel";

    private Path of(ClusterConfig cluster) {
        return state.resolve(cluster.cluster()).resolve("recordings");
    }

    /** All recordings of the cluster, of windows and of the command line, in no order; none if there are none. Reads files. */
    public List<Path> all(ClusterConfig cluster) throws IOException {
        if (!Files.isDirectory(of(cluster))) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(of(cluster))) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** A folder that is named by the start of its recording. */
    public Path dated(ClusterConfig cluster, Instant start, ZoneId zone) {
        return of(cluster).resolve(DurationFormat.fileStamp(start, zone));
    }

    /**
     * The folder in which a window records: of those that windows made for this cluster, the newest one for the same
     * names of nodes; else a new one. So other settings or addresses continue a recording, and other nodes do not.
     * Reads files.
     */
    public Path ofPanel(ClusterConfig cluster, Instant start, ZoneId zone) throws IOException {
        Optional<Path> continued = earlierOfPanel(cluster);
        if (continued.isPresent()) {
            return continued.get();
        }
        Path first = of(cluster).resolve(PANEL);
        return Files.exists(first) ? of(cluster).resolve(PANEL + '-' + DurationFormat.fileStamp(start, zone)) : first;
    }

    /** The folder in which a window has recorded before; empty if none has. Reads files. */
    public Optional<Path> earlierOfPanel(ClusterConfig cluster) throws IOException {
        if (!Files.isDirectory(of(cluster))) {
            return Optional.empty();
        }
        List<Path> newestFirst;
        try (Stream<Path> all = Files.list(of(cluster))) {
            newestFirst = all.filter(one -> isOfPanel(String.valueOf(one.getFileName())))
                    .sorted(Comparator.comparing(Path::toString).reversed())
                    .toList();
        }
        Set<NodeId> nodes = Set.copyOf(cluster.ids());
        return newestFirst.stream().filter(one -> nodes(one).equals(nodes)).findFirst();
    }

    private static boolean isOfPanel(String name) {
        return name.equals(PANEL) || name.startsWith(PANEL + '-');
    }

    /** The names of the nodes when the recording was begun; none if it cannot be read. */
    private static Set<NodeId> nodes(Path folder) {
        try {
            return new RecordingReader(folder)
                    .info().stream()
                            .flatMap(info -> info.members().stream())
                            .map(Member::id)
                            .collect(Collectors.toSet());
        } catch (RecordingException unreadable) {
            return Set.of();
        }
    }
}
