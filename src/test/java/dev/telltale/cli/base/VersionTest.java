package dev.telltale.cli.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.cli.CommandLineTest;
import java.util.Properties;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of {@code --version}; the packaged program is tested in {@link CommandLineTest}. */
class VersionTest {
    private static final String JAVA = "Java 17.0.15+6";
    private static final String SYSTEM = "Linux 6.1.0-18-amd64 amd64";

    private final Attributes manifest = new Attributes();
    private final Properties system = new Properties();

    VersionTest() {
        system.setProperty("java.runtime.version", "17.0.15+6");
        system.setProperty("os.name", "Linux");
        system.setProperty("os.version", "6.1.0-18-amd64");
        system.setProperty("os.arch", "amd64");
    }

    @Test
    void versionCommitJavaAndSystemHaveALineEach() {
        manifest.put(Attributes.Name.IMPLEMENTATION_VERSION, "0.1.0");
        manifest.put(Version.COMMIT, "1a2b3c4d5e6f-dirty");

        assertThat(Version.lines(manifest, system))
                .containsExactly("telltale 0.1.0", "Commit 1a2b3c4d5e6f-dirty", JAVA, SYSTEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aBuildWithoutACheckoutHasNoCommitLine(String unset) {
        manifest.put(Attributes.Name.IMPLEMENTATION_VERSION, "0.1.0");
        assertThat(Version.lines(manifest, system)).containsExactly("telltale 0.1.0", JAVA, SYSTEM);

        manifest.put(Version.COMMIT, unset);
        assertThat(Version.lines(manifest, system)).containsExactly("telltale 0.1.0", JAVA, SYSTEM);
    }

    @Test
    void classesOutsideAJarAreReportedAsNotPackaged() {
        assertThat(Version.lines(manifest, system)).containsExactly("telltale (not packaged)", JAVA, SYSTEM);
    }
}
