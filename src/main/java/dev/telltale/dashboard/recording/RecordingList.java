package dev.telltale.dashboard.recording;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The recordings in this user's folder for state. Blocks; not on the FX thread. */
public final class RecordingList {
    private static final System.Logger LOG = System.getLogger(RecordingList.class.getName());
    private static final int MAX_RECORDINGS = 10;

    private RecordingList() {}

    /** At most ten folders of recordings, newest first by their names, which are dates. */
    public static List<Path> in(Path stateFolder) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> clusters = Files.newDirectoryStream(stateFolder, Files::isDirectory)) {
            for (Path cluster : clusters) {
                add(cluster.resolve("recordings"), found);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "{0} is not readable: {1}", stateFolder, e.getMessage());
        }
        return found.stream()
                .sorted(Comparator.comparing((Path folder) -> String.valueOf(folder.getFileName()))
                        .reversed())
                .limit(MAX_RECORDINGS)
                .toList();
    }

    private static void add(Path recordings, List<Path> found) throws IOException {
        if (Files.isDirectory(recordings)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(recordings)) {
                for (Path folder : folders) {
                    if (Files.exists(folder.resolve("recording.json"))) {
                        found.add(folder);
                    }
                }
            }
        }
    }

    /** "demo, 2026-11-30-110512": the cluster and the name of the folder. */
    public static String label(Path recording) {
        Path cluster = recording.getNameCount() < 3 ? null : recording.getName(recording.getNameCount() - 3);
        return (cluster == null ? "" : cluster + ", ") + recording.getFileName();
    }
}
