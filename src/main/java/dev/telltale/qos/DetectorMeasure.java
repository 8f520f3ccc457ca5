package dev.telltale.qos;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Interval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.qos.DownIntervals.DownInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measures one lane: compares its down intervals with the outages of its subject and of its observer. */
final class DetectorMeasure {
    private final GroundTruth truth;
    private final DetectorKey lane;
    private final List<Outage> subjectOutages;
    private final List<Outage> observerOutages;
    private final List<Interval> subjectDown;
    private final List<Interval> observerDown;
    private final List<DownInterval> downIntervals;

    private DetectorMeasure(GroundTruth truth, StatusHistory history) {
        this.truth = truth;
        lane = history.lane();
        subjectOutages = truth.outages(lane.observer(), lane.subject());
        observerOutages = truth.processOutages(lane.observer());
        subjectDown = Interval.of(subjectOutages, truth.end());
        observerDown = Interval.of(observerOutages, truth.end());
        downIntervals = DownIntervals.of(history, observerOutages, truth.end());
    }

    static DetectorQuality of(GroundTruth truth, StatusHistory history) {
        return new DetectorMeasure(truth, history).measure();
    }

    private DetectorQuality measure() {
        List<Interval> mistaken = mistakenParts(false);
        List<Interval> recovering =
                downIntervals.stream().map(this::excludedPart).toList();
        List<Interval> healthy = new Interval(truth.start(), truth.end()).without(subjectDown);
        healthy = Interval.without(Interval.without(healthy, observerDown), recovering);
        List<Interval> observedMistakes = mistaken.stream()
                .map(part -> new Interval(Interval.later(part.from(), truth.start()), part.to()))
                .flatMap(part -> part.without(observerDown).stream())
                .toList();
        return new DetectorQuality(
                lane,
                subjectOutages.stream().flatMap(out -> detection(out).stream()).toList(),
                mistakes(mistaken),
                mistakes(mistakenParts(true)),
                subjectOutages.stream().flatMap(out -> recovery(out).stream()).toList(),
                Interval.length(healthy),
                Interval.length(observedMistakes));
    }

    /** Mistaken parts of the down intervals that starvation of the subject explains, or of the others. */
    private List<Interval> mistakenParts(boolean isStarvation) {
        return downIntervals.stream()
                .filter(downInterval -> downInterval.isStarvation() == isStarvation)
                .map(this::mistakenPart)
                .toList();
    }

    private List<Mistake> mistakes(List<Interval> mistaken) {
        return mistaken.stream().flatMap(part -> mistake(part).stream()).toList();
    }

    /** From the change to down to its end or the subject's next outage; empty if the subject was out already. */
    private Interval mistakenPart(DownInterval downInterval) {
        Instant from = downInterval.from();
        Instant to = isOut(subjectOutages, from) ? from : nextStart(subjectOutages, from, endOf(downInterval));
        return new Interval(from, to);
    }

    /** The part of a down interval that accuracy leaves out: outages, recovery, or all of it if the subject was starved. */
    private Interval excludedPart(DownInterval downInterval) {
        return downInterval.isStarvation()
                ? new Interval(downInterval.from(), endOf(downInterval))
                : justifiedPart(downInterval);
    }

    /** The part of a down interval after its mistaken part: the subject's outages and the recovery from them. */
    private Interval justifiedPart(DownInterval downInterval) {
        return new Interval(mistakenPart(downInterval).to(), endOf(downInterval));
    }

    private Optional<Mistake> mistake(Interval mistaken) {
        List<Interval> observed = mistaken.without(observerDown);
        if (observed.isEmpty() || mistaken.from().isBefore(truth.start())) {
            return Optional.empty();
        }
        // A mistake that continues after a hang of the observer is the same mistake: report its first part only.
        Instant to = observed.get(0).to();
        boolean isEndObserved = to.equals(mistaken.to()) && to.isBefore(truth.end());
        return Optional.of(new Mistake(lane, observed.get(0).from(), isEndObserved ? to : null));
    }

    private Optional<Detection> detection(Outage outage) {
        Instant from = outage.from();
        if (from.isBefore(truth.start()) || !from.isBefore(truth.end()) || isOut(observerOutages, from)) {
            return Optional.empty();
        }
        Instant watchedUntil = nextStart(observerOutages, from, truth.endOf(outage));
        Duration time = downIntervals.stream()
                .filter(downInterval -> downInterval.lastsUntil(watchedUntil))
                .map(downInterval -> Detection.time(from, downInterval.from()))
                .findFirst()
                .orElse(null);
        return Optional.of(new Detection(lane, outage, time, Duration.between(from, watchedUntil)));
    }

    private Optional<Recovery> recovery(Outage outage) {
        Instant outageEnd = outage.until();
        if (outageEnd == null
                || outageEnd.isBefore(truth.start())
                || !outageEnd.isBefore(truth.end())
                || isOut(observerOutages, outageEnd)) {
            return Optional.empty();
        }
        return downIntervals.stream()
                .filter(downInterval -> downInterval.lastsUntil(outageEnd))
                .map(downInterval -> new Recovery(lane, outage, recoveryTime(outageEnd, downInterval.to())))
                .findFirst();
    }

    private @Nullable Duration recoveryTime(Instant outageEnd, @Nullable Instant retracted) {
        if (retracted == null) {
            return null;
        }
        Instant observed = nextStart(observerOutages, outageEnd, nextStart(subjectOutages, outageEnd, retracted));
        return observed.equals(retracted) ? Duration.between(outageEnd, retracted) : null;
    }

    private Instant endOf(DownInterval downInterval) {
        return Interval.earlier(truth.end(), downInterval.to());
    }

    private static boolean isOut(List<Outage> outages, Instant at) {
        return outages.stream().anyMatch(outage -> outage.covers(at));
    }

    /** Start of the first outage at or after {@code from}, but no later than {@code end}. */
    private static Instant nextStart(List<Outage> outages, Instant from, Instant end) {
        return outages.stream()
                .map(Outage::from)
                .filter(start -> !start.isBefore(from))
                .min(Comparator.naturalOrder())
                .map(start -> Interval.earlier(end, start))
                .orElse(end);
    }
}
