package dev.telltale.dashboard.help;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.telltale.config.ClusterConfig;
import dev.telltale.model.Member;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What a report of a problem contains, and its file. Immutable; any thread.
 *
 * @param texts content by file name, in the order of the file
 * @param picture of the window
 * @param stateFolder the folder of the log and of the preferences
 */
record ProblemReport(ClusterConfig config, Map<String, String> texts, WindowPicture picture, Path stateFolder) {
    /** At most this much of each text, from its end. */
    static final int MAX_TEXT_BYTES = 256 * 1024;

    private static final List<String> FILES = List.of("panel.json", "panel.0.log");

    /**
     * Writes one zip file. Reads the log, the preferences and the key file, whose content is removed wherever it stands.
     * Blocks; not on the FX thread.
     *
     * @param hasNames whether the names of hosts and users stay in
     */
    void write(Path file, boolean hasNames) throws IOException {
        List<String> secrets = secrets();
        List<String> hosts = config.nodes().stream()
                .map(Member::address)
                .map(address -> address.host())
                .distinct()
                .toList();
        write(file, hasNames ? Redaction.ofSecrets(secrets) : Redaction.ofSecretsAndNames(secrets, hosts));
    }

    void write(Path file, Redaction redaction) throws IOException {
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file));
                var zip = new ZipOutputStream(stream, UTF_8)) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                add(zip, text.getKey(), text.getValue(), redaction);
            }
            for (String name : FILES) {
                Path source = stateFolder.resolve(name);
                if (Files.isRegularFile(source)) {
                    add(zip, name, end(source), redaction);
                }
            }
            zip.putNextEntry(new ZipEntry("window.png"));
            picture.write(zip, redaction);
        }
    }

    private static void add(ZipOutputStream zip, String name, String text, Redaction redaction) throws IOException {
        byte[] bytes = redaction.clean(text).getBytes(UTF_8);
        int from = Math.max(0, bytes.length - MAX_TEXT_BYTES);
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes, from, bytes.length - from);
    }

    /** The end of the file, from a whole line on, so that no secret at the cut is missed. */
    private static String end(Path file) throws IOException {
        try (var input = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, input.length() - MAX_TEXT_BYTES);
            input.seek(from);
            var bytes = new byte[(int) (input.length() - from)];
            input.readFully(bytes);
            String text = new String(bytes, UTF_8);
            return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
        }
    }

    private List<String> secrets() throws IOException {
        Path key = config.keyFile();
        List<String> secrets = new ArrayList<>();
        if (key != null && Files.isReadable(key) && Files.size(key) < MAX_TEXT_BYTES) {
            secrets.add(Files.readString(key));
        }
        return secrets;
    }
}
