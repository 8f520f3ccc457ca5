package dev.telltale.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerFactsTest {
    private static final HeartbeatSettings SETTINGS =
            new HeartbeatSettings(Duration.ofSeconds(2), Duration.ofSeconds(5));
    /** The clock wraps in the middle of each test: only differences may count. */
    private static final long START = Long.MAX_VALUE - 1_000_000_000L;

    private final PeerFacts fresh = PeerFacts.watchedFrom(at(Duration.ZERO));

    @ParameterizedTest
    @CsvSource(textBlock = """
            PT0S,           UP
            PT4.999999999S, UP
            PT5S,           DOWN
            PT1H,           DOWN
            """)
    void silenceAloneMeansDownExactlyAtTheTimeout(Duration silence, Status status) {
        PeerFacts heard = fresh.after(attempt(Evidence.OK, Duration.ofSeconds(1)));

        assertThat(statusAfter(heard, Duration.ofSeconds(1).plus(silence))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PT0S,           UNKNOWN
            PT4.999999999S, UNKNOWN
            PT5S,           DOWN
            """)
    void aPeerThatWasNeverHeardIsUnknownForOneTimeout(Duration silence, Status status) {
        assertThat(statusAfter(fresh, silence)).isEqualTo(status);
        assertThat(statusAfter(fresh.after(attempt(Evidence.REFUSED, Duration.ZERO)), silence))
                .as("and a refused connection is start-up, not failure")
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            OK,         UP
            REFUSED,    DOWN
            LEFT,       DOWN
            RESET,      SUSPECT
            TIMEOUT,    SUSPECT
            BAD_STATUS, SUSPECT
            BAD_BODY,   SUSPECT
            WRONG_NODE, SUSPECT
            """)
    void oneAttemptAfterAHeartbeatSaysThis(Evidence evidence, Status status) {
        PeerFacts facts =
                fresh.after(attempt(Evidence.OK, Duration.ZERO)).after(attempt(evidence, Duration.ofSeconds(2)));

        assertThat(statusAfter(facts, Duration.ofSeconds(2))).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(
            value = Evidence.class,
            names = {"OK", "REFUSED", "LEFT"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatWasCondemnedStaysDownThroughWeakerEvidence(Evidence weak) {
        PeerFacts facts = fresh.after(attempt(Evidence.OK, Duration.ZERO))
                .after(attempt(Evidence.REFUSED, Duration.ofSeconds(1)))
                .after(attempt(weak, Duration.ofSeconds(2)));

        assertThat(statusAfter(facts, Duration.ofSeconds(2))).isEqualTo(Status.DOWN);
    }

    @Test
    void aHeartbeatForgivesEverything() {
        PeerFacts facts = fresh.after(attempt(Evidence.OK, Duration.ZERO))
                .after(attempt(Evidence.REFUSED, Duration.ofSeconds(1)))
                .after(attempt(Evidence.OK, Duration.ofSeconds(9)));

        assertThat(statusAfter(facts, Duration.ofSeconds(9))).isEqualTo(Status.UP);
        assertThat(facts.missed()).isZero();
    }

    @Test
    void theObserversOwnSleepIsNobodysSilence() {
        PeerFacts facts = fresh.after(attempt(Evidence.OK, Duration.ZERO)).excusedUntil(at(Duration.ofSeconds(60)));

        assertThat(statusAfter(facts, Duration.ofSeconds(64))).isEqualTo(Status.UP);
        assertThat(statusAfter(facts, Duration.ofSeconds(65))).isEqualTo(Status.DOWN);
    }

    /** An independent model: it keeps the whole history and reads the rules of the document literally. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomHistoriesAgreeWithTheModel(long seed) {
        var random = new Random(seed);
        List<Evidence> kinds = List.of(Evidence.values());
        PeerFacts facts = fresh;
        Duration now = Duration.ZERO;
        Duration heard = null;
        boolean condemned = false;
        int missed = 0;
        for (int step = 0; step < 2_000; step++) {
            now = now.plusMillis(random.nextInt(1_500));
            Evidence evidence = kinds.get(random.nextInt(kinds.size()));
            facts = facts.after(attempt(evidence, now));
            heard = evidence == Evidence.OK ? now : heard;
            condemned =
                    evidence != Evidence.OK && (condemned || evidence == Evidence.REFUSED || evidence == Evidence.LEFT);
            missed = evidence == Evidence.OK ? 0 : missed + 1;
            Duration later = now.plusMillis(random.nextInt(7_000));
            Duration silence = later.minus(heard == null ? Duration.ZERO : heard);
            Status expected;
            if (silence.compareTo(SETTINGS.timeout()) >= 0) {
                expected = Status.DOWN;
            } else if (heard == null) {
                expected = Status.UNKNOWN;
            } else {
                expected = condemned ? Status.DOWN : missed > 0 ? Status.SUSPECT : Status.UP;
            }
            assertThat(statusAfter(facts, later))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(expected);
        }
    }

    private static Status statusAfter(PeerFacts facts, Duration time) {
        return facts.statusAt(at(time).nanos(), SETTINGS);
    }

    private static Attempt attempt(Evidence evidence, Duration ended) {
        String error = evidence == Evidence.OK ? null : evidence.phrase();
        return new Attempt(new NodeId("peer"), evidence, at(ended), Duration.ofMillis(1), 1L, error);
    }

    private static Moment at(Duration time) {
        return new Moment(START + time.toNanos(), Instant.EPOCH.plus(time));
    }
}
