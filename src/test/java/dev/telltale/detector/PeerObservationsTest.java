package dev.telltale.detector;

import static dev.telltale.detector.DetectorFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Evidence;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeerObservationsTest {
    private final PeerObservations heard = PeerObservations.NONE.after(attempt(Evidence.OK, 100, 5));

    @Test
    void aHeartbeatSetsTheRoundTripAndResetsTheMissedCount() {
        PeerObservations missed = heard.after(attempt(Evidence.TIMEOUT, 200)).after(attempt(Evidence.RESET, 300));
        assertThat(missed.missed()).isEqualTo(2);
        assertThat(missed.heard()).isEqualTo(heard.heard());

        PeerObservations again = missed.after(attempt(Evidence.OK, 400, 5));
        assertThat(again.missed()).isZero();
        assertThat(again.roundTrip()).isEqualTo(Duration.ofMillis(1));
        assertThat(again.heard()).isEqualTo(DetectorFixture.at(400));
    }

    @Test
    void aLargerIncarnationIsARestartAndASmallerOneIsStale() {
        assertThat(heard.isRestart(attempt(Evidence.OK, 200, 6))).isTrue();
        assertThat(heard.isStale(attempt(Evidence.OK, 200, 6))).isFalse();
        assertThat(heard.isStale(attempt(Evidence.OK, 200, 4))).isTrue();
        assertThat(heard.isRestart(attempt(Evidence.OK, 200, 5))).isFalse();
    }

    @Test
    void aFailureOrAFirstHeartbeatIsNeitherARestartNorStale() {
        assertThat(heard.isRestart(attempt(Evidence.LEFT, 200, 9))).isFalse();
        assertThat(PeerObservations.NONE.isRestart(attempt(Evidence.OK, 200, 9)))
                .isFalse();
        assertThat(PeerObservations.NONE.isStale(attempt(Evidence.OK, 200, 1))).isFalse();
    }
}
