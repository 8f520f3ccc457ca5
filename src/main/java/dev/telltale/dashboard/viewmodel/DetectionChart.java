package dev.telltale.dashboard.viewmodel;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.Report;
import dev.telltale.quality.Band;
import dev.telltale.quality.Detection;
import dev.telltale.quality.Failure;
import dev.telltale.quality.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The detection times of this run against what the settings predict: a lane per detector, an axis from zero.
 *
 * @param end of the axis
 * @param predicted "predicted: 3 to 5 s" of the deciding detector
 * @param departure the newest measurement of any detector that left its band, in plain words; empty if none did
 */
public record DetectionChart(String title, Duration end, List<ChartLane> lanes, String predicted, String departure) {
    public DetectionChart {
        lanes = List.copyOf(lanes);
    }

    /** The measurements of one detector, and its band; null if none is predicted. */
    public record ChartLane(
            DetectorKind detector,
            boolean isDeciding,
            @Nullable Band band,
            List<Dot> dots) {
        public ChartLane {
            dots = List.copyOf(dots);
        }
    }

    /** One measurement. */
    public record Dot(Duration time, boolean isOutside) {}

    static DetectionChart of(Grid grid, int observer, Reality reality) {
        List<Absence> failures = reality.done().failures();
        Failure kind = failures.isEmpty()
                ? Failure.CRASH
                : failures.get(failures.size() - 1).outage().kind();
        Report report = grid.row(observer).report();
        DetectorKind deciding = grid.deciding(observer);
        List<Detection> all = reality.stopwatches().all();
        List<ChartLane> lanes = new ArrayList<>();
        Duration end = reality.settings(report).timeout();
        for (DetectorKind detector : DetectorKind.ALL) {
            Band band = reality.predicted(detector, kind, report);
            List<Dot> dots = new ArrayList<>();
            for (Detection detection : all) {
                Duration time = detection.detectionTime();
                if (detection.lane().detector() == detector && time != null) {
                    dots.add(new Dot(time, !reality.departure(detection, report).isEmpty()));
                    end = time.compareTo(end) > 0 ? time : end;
                }
            }
            lanes.add(new ChartLane(detector, detector == deciding, band, dots));
        }
        return new DetectionChart(
                "Detection time, this run (" + count(reality.done()) + ")",
                end.plus(end.dividedBy(8)),
                lanes,
                predicted(deciding, reality.predicted(deciding, kind, report)),
                departure(all, reality, report));
    }

    private static String count(WhatWasDone done) {
        boolean isKills = done.failures().stream().allMatch(absence -> absence.how() == Absence.How.KILL);
        String word = isKills ? "kill" : "failure";
        return done.count() == 0 ? "no kill yet" : done.count() + " " + word + (done.count() == 1 ? "" : "s");
    }

    private static String predicted(DetectorKind detector, @Nullable Band band) {
        if (band == null) {
            return "nothing predicted for " + detector.word();
        }
        String least = band.least().isZero() ? "0" : Ages.setting(band.least());
        String most = Ages.setting(band.most());
        boolean isBothSeconds = least.endsWith(" s") && most.endsWith(" s");
        return "predicted: " + (isBothSeconds ? least.substring(0, least.length() - 2) : least) + " to " + most;
    }

    private static String departure(List<Detection> all, Reality reality, @Nullable Report report) {
        for (int i = all.size() - 1; i >= 0; i--) {
            Detection detection = all.get(i);
            String word = reality.departure(detection, report);
            if (!word.isEmpty() && detection.detectionTime() != null) {
                return detection.lane().observer() + ", "
                        + detection.lane().detector().word() + ": " + Measured.words(detection.detectionTime()) + ", "
                        + word;
            }
        }
        return "";
    }
}
