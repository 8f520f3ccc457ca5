package dev.telltale.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.RestartPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final RestartBackoff restarts = new RestartBackoff(RestartPolicy.ON_FAILURE);

    private List<Long> pauses(int failures, Duration ready) {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < failures; i++) {
            pauses.add(restarts.afterFailure(ready).map(Duration::toMillis).orElse(-1L));
            restarts.onStart();
        }
        return pauses;
    }

    @Test
    void noNodeIsRestartedUnderThePolicyNever() {
        var never = new RestartBackoff(RestartPolicy.NEVER);
        assertThat(never.afterFailure(SHORT)).isEmpty();
        assertThat(never.isPending()).isFalse();
        assertThat(never.reasonSuffix()).isEmpty();
    }

    @Test
    void theRestartDelayDoublesAndTheSixthFailureIsFinal() {
        assertThat(pauses(7, SHORT)).containsExactly(200L, 400L, 800L, 1_600L, 3_200L, -1L, -1L);
        assertThat(restarts.reasonSuffix()).isEqualTo("; not restarted again: 5 restarts in a row did not last 10 s");
    }

    @Test
    void aRestartThatIsNeverReadyCountsButAFailedFirstStartDoesNot() {
        assertThat(pauses(2, Duration.ZERO)).containsExactly(-1L, -1L);
        assertThat(pauses(1, SHORT)).containsExactly(200L);
        assertThat(pauses(5, Duration.ZERO)).containsExactly(400L, 800L, 1_600L, 3_200L, -1L);
    }

    @Test
    void aStableUptimeResetsTheRestartDelay() {
        assertThat(pauses(3, SHORT)).endsWith(800L);
        assertThat(pauses(1, RestartBackoff.STABLE_UPTIME.minusNanos(1))).containsExactly(1_600L);
        assertThat(pauses(3, RestartBackoff.STABLE_UPTIME)).containsExactly(200L, 200L, 200L);
    }

    @Test
    void aResetClearsTheRestartHistory() {
        assertThat(pauses(6, SHORT)).endsWith(-1L);
        restarts.reset();
        assertThat(restarts.reasonSuffix()).isEmpty();
        assertThat(pauses(1, SHORT)).containsExactly(200L);
    }

    @Test
    void theReasonNamesTheRestartThatFollows() {
        assertThat(restarts.afterFailure(SHORT)).isPresent();
        assertThat(restarts.isPending()).isTrue();
        assertThat(restarts.reasonSuffix()).isEqualTo("; restart 1 of 5 follows");
        restarts.onStart();
        assertThat(restarts.isPending()).isFalse();
    }
}
