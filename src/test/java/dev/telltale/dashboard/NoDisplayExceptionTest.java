package dev.telltale.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.log.ToolkitErrors;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NoDisplayExceptionTest {
    private static final String NOT_OPENED = ": cannot open shared object file: No such file or directory";

    private static UnsatisfiedLinkError lacks(String own, String library) {
        return new UnsatisfiedLinkError("/home/user/.openjfx/cache/21/amd64/" + own + ": " + library + NOT_OPENED);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new UnsupportedOperationException("Unable to open DISPLAY"), "", "needs a display"),
                Arguments.of(new UnsupportedOperationException("Unable to load GTK libraries"), "", "needs GTK 3"),
                Arguments.of(
                        new UnsupportedOperationException("Unable to load GTK libraries"),
                        "libXtst.so.6" + NOT_OPENED,
                        "needs libXtst.so.6, which is not installed: apt-get install libxtst6,"),
                Arguments.of(
                        lacks("libglassgtk3.so", "libgtk-3.so.0"),
                        "",
                        "needs libgtk-3.so.0, which is not installed: apt-get install libgtk-3-0,"),
                Arguments.of(
                        lacks("libprism_es2.so", "libGL.so.1"),
                        "",
                        "needs libGL.so.1, which is not installed: apt-get install libgl1,"),
                Arguments.of(
                        lacks("libjavafx_font_pango.so", "libpangoft2-1.0.so.0"),
                        "",
                        "needs libpangoft2-1.0.so.0, which is not installed: apt-get install libpangoft2-1.0-0,"),
                Arguments.of(
                        lacks("libglass.so", "libother.so.2"),
                        "",
                        "needs libother.so.2, which is not installed: install the package that has it,"),
                Arguments.of(
                        new UnsatisfiedLinkError("no glassgtk3 in java.library.path"),
                        "",
                        "cannot draw here: no glassgtk3 in java.library.path, on " + System.getProperty("os.name")),
                Arguments.of(
                        new NoClassDefFoundError("dev/telltale/dashboard/DashboardApp"),
                        "",
                        "cannot draw here: java.lang.NoClassDefFoundError: dev/telltale/dashboard/DashboardApp;"),
                Arguments.of(
                        new IllegalStateException("No toolkit found"),
                        "\nGraphics Device initialization failed for: none\n  at X\n",
                        "No toolkit found (JavaFX says: Graphics Device initialization failed for: none);"),
                Arguments.of(
                        new IllegalStateException("No toolkit found"),
                        "java.lang.UnsatisfiedLinkError: /x/libprism_es2.so: libGL.so.1" + NOT_OPENED + "\n  at X\n",
                        "needs libGL.so.1, which is not installed: apt-get install libgl1,"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aMissingComponentIsReportedHoweverDeeplyItsCauseIsNested(Throwable failure, String printed, String words) {
        assertThat(NoDisplayException.fromToolkitFailure(failure, printed))
                .hasMessageContainingAll(words, "telltale start");
        var wrapped = new IllegalStateException("failed", new IllegalStateException(failure));
        assertThat(NoDisplayException.fromToolkitFailure(wrapped, printed))
                .hasMessageContainingAll(words, "telltale start");
    }

    @Test
    void onlyTheOutputOfTheToolkitIsHeldBack() throws InterruptedException {
        var err = new ByteArrayOutputStream();
        var errors = new ToolkitErrors(new PrintStream(err, true, UTF_8));
        var stream = new PrintStream(errors, true, UTF_8);
        for (String name :
                new String[] {"QuantumRenderer-0", "JavaFX-Launcher", ToolkitErrors.LAUNCHER_THREAD, "launcher"}) {
            var thread = new Thread(() -> stream.println("by " + name), name);
            thread.start();
            thread.join();
        }
        assertThat(err.toString(UTF_8)).isEqualToIgnoringNewLines("by launcher");
        assertThat(errors.text().lines())
                .containsExactly("by QuantumRenderer-0", "by JavaFX-Launcher", "by " + ToolkitErrors.LAUNCHER_THREAD);
    }
}
