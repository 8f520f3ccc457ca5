package dev.telltale.cli.base;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Version and commit from the jar's manifest, Java version and system. */
public final class Version implements IVersionProvider {
    /**
     * The commit that the jar was built from; absent or empty if it was built outside a Git checkout or without git.
     */
    static final Attributes.Name COMMIT = new Attributes.Name("Telltale-Commit");

    @Override
    public String[] getVersion() {
        return lines(manifest(), System.getProperties()).toArray(new String[0]);
    }

    static List<String> lines(Attributes manifest, Properties system) {
        List<String> lines = new ArrayList<>();
        String version = textOf(manifest, Attributes.Name.IMPLEMENTATION_VERSION);
        lines.add("telltale " + (version == null ? "(not packaged)" : version));
        String commit = textOf(manifest, COMMIT);
        if (commit != null) {
            lines.add("Commit " + commit);
        }
        lines.add("Java " + system.getProperty("java.runtime.version"));
        lines.add(system.getProperty("os.name")
                + ' '
                + system.getProperty("os.version")
                + ' '
                + system.getProperty("os.arch"));
        return lines;
    }

    private static @Nullable String textOf(Attributes manifest, Attributes.Name name) {
        String text = manifest.getValue(name);
        return text == null || text.isBlank() ? null : text;
    }

    /** The manifest of the jar; empty when the program runs from a folder of classes. */
    private static Attributes manifest() {
        CodeSource source = Version.class.getProtectionDomain().getCodeSource();
        if (source != null) {
            try {
                File program = new File(source.getLocation().toURI());
                if (program.isFile()) {
                    try (var jar = new JarFile(program)) {
                        Manifest manifest = jar.getManifest();
                        return manifest == null ? new Attributes() : manifest.getMainAttributes();
                    }
                }
            } catch (IOException | URISyntaxException | IllegalArgumentException unreadable) {
                // Print what is known; do not fail for it.
                return new Attributes();
            }
        }
        return new Attributes();
    }
}
