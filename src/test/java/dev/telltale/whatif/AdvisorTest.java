package dev.telltale.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.tune.Goals;
import dev.telltale.tune.Recommendation;
import dev.telltale.tune.Recommendation.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AdvisorTest {
    private static final Duration LENGTH = Duration.ofHours(2);

    @Test
    void aLosslessRecordingSupportsAModestGoal() {
        var advisor = new Advisor(LossyTraces.of(0, LENGTH), List.of());
        Recommendation recommendation = advisor.recommend(Goals.parse("2s", "1/hour"));
        assertThat(recommendation.outcome()).isEqualTo(Outcome.SUPPORTED);
        assertThat(recommendation.best().candidate().detectedWithin()).isLessThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(recommendation.best().candidate().mistakes().count()).isZero();
        assertThat(advisor.recording().nodes()).isEqualTo(3);
        assertThat(advisor.recording().links()).isEqualTo(6);
        assertThat(advisor.recording().length()).isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
    }

    /** Two hours of six links cannot support one mistake a month. */
    @Test
    void aGoalBeyondTheRecordingIsNotSupported() {
        Recommendation recommendation =
                new Advisor(LossyTraces.of(0, LENGTH), List.of()).recommend(Goals.parse("2s", "1/month"));
        assertThat(recommendation.outcome()).isEqualTo(Outcome.TOO_LITTLE_RECORDED);
        assertThat(recommendation.more()).isGreaterThan(Duration.ofDays(1));
    }

    /** With 5 % loss, what is as fast as one missed heartbeat makes mistakes. */
    @Test
    void withLossAFastSettingMakesTooManyMistakes() {
        var advisor = new Advisor(LossyTraces.of(0.05, LENGTH), List.of());
        Recommendation fast = advisor.recommend(Goals.parse("700ms", "1/day"));
        assertThat(fast.outcome()).isEqualTo(Outcome.TOO_MANY_MISTAKES);
        assertThat(fast.best().candidate().mistakes().count()).isPositive();
        assertThat(Objects.requireNonNull(advisor.recording().network()).lossProbability())
                .isBetween(0.02, 0.15);

        Recommendation slow = advisor.recommend(Goals.parse("5s", "1/hour"));
        assertThat(slow.outcome()).isEqualTo(Outcome.SUPPORTED);
        assertThat(slow.best().candidate().mistakes().perHour())
                .isLessThan(fast.best().candidate().mistakes().perHour());
    }
}
