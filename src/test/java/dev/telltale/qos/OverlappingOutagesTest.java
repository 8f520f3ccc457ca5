package dev.telltale.qos;

import static dev.telltale.qos.TimelineBuilder.ANN;
import static dev.telltale.qos.TimelineBuilder.ANN_ON_SUE;
import static dev.telltale.qos.TimelineBuilder.BOB;
import static dev.telltale.qos.TimelineBuilder.BOB_ON_SUE;
import static dev.telltale.qos.TimelineBuilder.SUE;
import static dev.telltale.qos.TimelineBuilder.at;
import static dev.telltale.qos.TimelineBuilder.ms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Outages for one observer only, and outages that overlap. */
class OverlappingOutagesTest {
    private static final DetectorKey SUE_ON_ANN = new DetectorKey(SUE, ANN, DetectorKind.TIMEOUT);

    @Test
    void downIsRightAcrossACutAndElsewhereAMistake() {
        Quality quality = new TimelineBuilder(0, 500)
                .cut(ANN_ON_SUE, 100, 200L)
                .down(140)
                .up(210)
                .held(BOB_ON_SUE, Status.DOWN, 140)
                .held(BOB_ON_SUE, Status.UP, 150)
                .quality();

        var cut = new Outage(SUE, Failure.CUT, at(100), at(200), ANN);
        assertThat(quality.detections()).containsExactly(new Detection(ANN_ON_SUE, cut, ms(40), ms(100)));
        assertThat(quality.mistakes()).containsExactly(new Mistake(BOB_ON_SUE, at(140), at(150)));
        assertThat(quality.recoveries()).containsExactly(new Recovery(ANN_ON_SUE, cut, ms(10)));
        assertThat(quality.agreements()).containsExactly(new Agreement(cut, DetectorKind.TIMEOUT, 1, ms(40)));
    }

    @Test
    void aCutAffectsOneDirectionOnly() {
        Quality quality = new TimelineBuilder(0, 500)
                .cut(ANN_ON_SUE, 100, 200L)
                .held(SUE_ON_ANN, Status.DOWN, 140)
                .quality();

        assertThat(quality.detections()).isEmpty();
        assertThat(quality.mistakes()).containsExactly(new Mistake(SUE_ON_ANN, at(140), null));
    }

    @Test
    void aMuteNodeContinuesToObserve() {
        Quality quality = new TimelineBuilder(0, 500)
                .out(SUE, Failure.MUTE, 100, 200L)
                .down(130)
                .up(205)
                .held(SUE_ON_ANN, Status.DOWN, 150)
                .held(SUE_ON_ANN, Status.UP, 160)
                .quality();

        assertThat(quality.detections()).extracting(Detection::detectionTime).containsExactly(ms(30));
        assertThat(quality.mistakes()).containsExactly(new Mistake(SUE_ON_ANN, at(150), at(160)));
    }

    @Test
    void aMuteObserverKeepsItsStatuses() {
        Quality quality = new TimelineBuilder(0, 500)
                .out(ANN, Failure.MUTE, 100, 200L)
                .out(SUE, Failure.CRASH, 50, 300L)
                .down(60)
                .quality();

        assertThat(quality.detections()).extracting(Detection::watched).containsExactly(ms(250));
        assertThat(quality.detections()).extracting(Detection::detectionTime).containsExactly(ms(10));
    }

    @Test
    void aCutAndAnOverlappingCrashAreOneOutageForTheObserver() {
        Quality quality = new TimelineBuilder(0, 500)
                .cut(ANN_ON_SUE, 100, 150L)
                .out(SUE, Failure.CRASH, 120, 300L)
                .cut(ANN_ON_SUE, 280, 320L)
                .down(140)
                .up(325)
                .held(BOB_ON_SUE, Status.DOWN, 121)
                .held(BOB_ON_SUE, Status.UP, 301)
                .quality();

        var met = new Outage(SUE, Failure.CUT, at(100), at(320), ANN);
        var crash = new Outage(SUE, Failure.CRASH, at(120), at(300));
        assertThat(quality.detections())
                .containsExactly(
                        new Detection(ANN_ON_SUE, met, ms(40), ms(220)),
                        new Detection(BOB_ON_SUE, crash, ms(1), ms(180)));
        assertThat(quality.mistakes()).isEmpty();
        assertThat(quality.recoveries()).extracting(Recovery::recoveryTime).containsExactly(ms(5), ms(1));
    }

    @Test
    void aCutDuringACrashDoesNotChangeTheAgreement() {
        Quality quality = new TimelineBuilder(0, 500)
                .out(SUE, Failure.CRASH, 100, 300L)
                .cut(ANN_ON_SUE, 150, 200L)
                .down(130)
                .held(BOB_ON_SUE, Status.DOWN, 145)
                .quality();

        assertThat(quality.agreements())
                .containsExactly(new Agreement(
                        new Outage(SUE, Failure.CRASH, at(100), at(300)), DetectorKind.TIMEOUT, 2, ms(45)));
    }

    @Test
    void aCutAtTheInstantOfACrashHidesTheCrashFromItsObserver() {
        var crash = new Outage(SUE, Failure.CRASH, at(100), at(200));
        var cut = new Outage(SUE, Failure.CUT, at(100), at(200), ANN);

        assertThat(outages(ANN, crash, cut)).containsExactly(cut);
        assertThat(outages(BOB, crash, cut)).containsExactly(crash);
    }

    @Test
    void adjacentOutagesAreNotMerged() {
        var cut = new Outage(SUE, Failure.CUT, at(100), at(150), ANN);
        var crash = new Outage(SUE, Failure.CRASH, at(150), null);

        assertThat(outages(ANN, crash, cut)).containsExactly(cut, crash);
    }

    @Test
    void overlappingMuteAndHangOutagesOfOneNodeCountOnce() {
        TimelineBuilder timeline = new TimelineBuilder(0, 500)
                .out(SUE, Failure.MUTE, 100, 200L)
                .out(SUE, Failure.HANG, 150, 260L)
                .out(SUE, Failure.MUTE, 250, null)
                .down(130)
                .held(BOB_ON_SUE, Status.DOWN, 140);

        var met = new Outage(SUE, Failure.MUTE, at(100), null);
        assertThat(timeline.truth().outages(ANN, SUE)).containsExactly(met);
        assertThat(timeline.truth().processOutages(SUE))
                .extracting(Outage::kind)
                .containsExactly(Failure.HANG);
        assertThat(timeline.quality().agreements())
                .containsExactly(new Agreement(met, DetectorKind.TIMEOUT, 2, ms(40)));
    }

    private static List<Outage> outages(NodeId observer, Outage... outages) {
        return new GroundTruth(at(0), at(500), List.of(outages)).outages(observer, SUE);
    }
}
