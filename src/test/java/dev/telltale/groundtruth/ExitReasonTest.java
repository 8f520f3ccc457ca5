package dev.telltale.groundtruth;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitReasonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                      0 | bye    | exited by itself with code 0
                      3 | no way | exited by itself with code 3: no way
                      3 |        | exited by itself with code 3
                    137 | hello  | was ended from outside by SIGKILL
                    143 |        | was ended from outside by SIGTERM
                    134 | oops   | crashed (SIGABRT): oops
                    139 |        | crashed (SIGSEGV)
                    200 | odd    | exited by itself with code 200: odd
                    """)
    void anUnrequestedExitHasItsOwnExitReason(int code, @Nullable String lastLine, String reason) {
        assertThat(ExitReason.ofOwnExit(code, lastLine)).isEqualTo(reason);
        assertThat(reason).startsWith(ExitReason.ofOwnExit(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                      3 | no way | ' (exit 3): no way'
                      3 |        | ' (exit 3): it printed nothing'
                      0 | bye    | ' (exit 0): bye'
                    137 | hello  | ': it was ended from outside by SIGKILL'
                    """)
    void aFailedStartHasItsOwnExitReason(int code, @Nullable String lastLine, String reason) {
        assertThat(ExitReason.ofStart(code, lastLine)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"137, killed (SIGKILL)", "1, killed (exit code 1)"})
    void aKillByTheLauncherHasItsOwnExitReason(int code, String reason) {
        assertThat(ExitReason.ofKill(code)).isEqualTo(reason);
    }
}
