package dev.telltale.qos;

import static dev.telltale.qos.TimelineBuilder.ANN;
import static dev.telltale.qos.TimelineBuilder.BOB;
import static dev.telltale.qos.TimelineBuilder.SUE;
import static dev.telltale.qos.TimelineBuilder.at;
import static dev.telltale.qos.TimelineBuilder.ms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictCorrectnessTest {
    private static final DetectionBound BAND = new DetectionBound(ms(30), ms(50));

    @ParameterizedTest
    @CsvSource(textBlock = """
            # held,  since, from, until, now, standing
            UP,      10,    ,     ,      100, RIGHT
            SUSPECT, 10,    ,     ,      100, RIGHT
            UNKNOWN, ,      ,     ,      100, UNKNOWN
            DOWN,    10,    ,     ,      100, FALSE_ALARM
            DOWN,    110,   100,  ,      120, RIGHT
            DOWN,    10,    100,  ,      100, RIGHT
            DOWN,    190,   100,  ,      200, RIGHT
            UP,      10,    100,  ,      99,  RIGHT
            DOWN,    10,    100,  ,      99,  FALSE_ALARM
            UP,      10,    100,  ,      100, PENDING
            UP,      10,    100,  ,      150, PENDING
            UP,      10,    100,  ,      151, LATE
            SUSPECT, 10,    100,  200,   151, LATE
            UNKNOWN, ,      100,  ,      150, PENDING
            UNKNOWN, ,      100,  ,      151, LATE
            DOWN,    130,   100,  200,   199, RIGHT
            DOWN,    130,   100,  200,   200, PENDING
            DOWN,    130,   100,  200,   250, PENDING
            DOWN,    130,   100,  200,   251, LATE
            DOWN,    200,   100,  200,   201, FALSE_ALARM
            DOWN,    ,      100,  200,   201, FALSE_ALARM
            UP,      201,   100,  200,   202, RIGHT
            UNKNOWN, ,      100,  200,   202, UNKNOWN
            """)
    void correctnessFollowsFromStatusOutageAndBound(
            Status held,
            @Nullable Long since,
            @Nullable Long from,
            @Nullable Long until,
            long now,
            VerdictCorrectness standing) {
        Outage outage =
                from == null ? null : new Outage(SUE, Failure.CRASH, at(from), until == null ? null : at(until));

        assertThat(VerdictCorrectness.of(held, since == null ? null : at(since), outage, at(now), BAND))
                .isEqualTo(standing);
    }

    @Test
    void downIsRightAcrossACutAndElsewhereAFalseAlarm() {
        List<Outage> outages = List.of(
                new Outage(SUE, Failure.CRASH, at(10), at(20)), new Outage(SUE, Failure.CUT, at(100), null, ANN));

        assertThat(VerdictCorrectness.of(Status.DOWN, at(130), newest(outages, ANN, SUE), at(140), BAND))
                .isEqualTo(VerdictCorrectness.RIGHT);
        assertThat(VerdictCorrectness.of(Status.UP, at(30), newest(outages, ANN, SUE), at(151), BAND))
                .isEqualTo(VerdictCorrectness.LATE);
        assertThat(VerdictCorrectness.of(Status.DOWN, at(130), newest(outages, BOB, SUE), at(140), BAND))
                .isEqualTo(VerdictCorrectness.FALSE_ALARM);
        assertThat(VerdictCorrectness.of(Status.DOWN, at(130), newest(outages, SUE, ANN), at(140), BAND))
                .isEqualTo(VerdictCorrectness.FALSE_ALARM);
    }

    @Test
    void withoutABoundNothingIsLate() {
        var outage = new Outage(SUE, Failure.CRASH, at(0), null);

        assertThat(VerdictCorrectness.of(Status.UP, null, outage, at(1_000_000), null))
                .isEqualTo(VerdictCorrectness.PENDING);
    }

    @Test
    void everyCorrectnessHasItsOwnSignAndWord() {
        assertThat(Arrays.stream(VerdictCorrectness.values()).map(VerdictCorrectness::sign))
                .doesNotHaveDuplicates()
                .allMatch(sign -> sign.length() == 1);
        assertThat(Arrays.stream(VerdictCorrectness.values()).map(VerdictCorrectness::label))
                .doesNotHaveDuplicates();
    }

    private static @Nullable Outage newest(List<Outage> outages, NodeId observer, NodeId subject) {
        List<Outage> all = new GroundTruth(at(0), at(500), outages).outages(observer, subject);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }
}
