package dev.telltale.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NoDisplayExceptionTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new UnsupportedOperationException("Unable to open DISPLAY"), "needs a display"),
                Arguments.of(new UnsupportedOperationException("Unable to load GTK libraries"), "needs GTK 3"),
                Arguments.of(new UnsatisfiedLinkError("no glassgtk3 in java.library.path"), "needs GTK 3"),
                Arguments.of(new ExceptionInInitializerError("libGL.so.1"), "needs GTK 3"),
                Arguments.of(new IllegalStateException("No toolkit found"), "cannot draw here: No toolkit found;"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatIsMissingIsToldHoweverDeepItsCauseLies(Throwable failure, String words) {
        assertThat(NoDisplayException.because(failure)).hasMessageContainingAll(words, "telltale start");
        if (!(failure instanceof IllegalStateException)) {
            var wrapped = new IllegalStateException("failed", new IllegalStateException(failure));
            assertThat(NoDisplayException.because(wrapped)).hasMessageContainingAll(words, "telltale start");
        }
    }
}
