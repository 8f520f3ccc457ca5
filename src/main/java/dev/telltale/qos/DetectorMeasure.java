package dev.telltale.qos;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Interval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.qos.Suspicions.Suspicion;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measures one lane: its suspicions against the outages of its subject and of its observer. */
final class DetectorMeasure {
    private final GroundTruth truth;
    private final DetectorKey lane;
    private final List<Outage> subjectOut;
    private final List<Outage> observerOut;
    private final List<Interval> subjectGone;
    private final List<Interval> observerGone;
    private final List<Suspicion> suspicions;

    private DetectorMeasure(GroundTruth truth, StatusHistory history) {
        this.truth = truth;
        lane = history.lane();
        subjectOut = truth.of(lane.observer(), lane.subject());
        observerOut = truth.ofProcess(lane.observer());
        subjectGone = Interval.of(subjectOut, truth.end());
        observerGone = Interval.of(observerOut, truth.end());
        suspicions = Suspicions.of(history, observerOut, truth.end());
    }

    static DetectorQuality of(GroundTruth truth, StatusHistory history) {
        return new DetectorMeasure(truth, history).measure();
    }

    private DetectorQuality measure() {
        List<Interval> wrong = wrongParts(false);
        List<Interval> recovering = suspicions.stream().map(this::notWell).toList();
        List<Interval> well = new Interval(truth.start(), truth.end()).without(subjectGone);
        well = Interval.without(Interval.without(well, observerGone), recovering);
        List<Interval> wrongSeen = wrong.stream()
                .map(part -> new Interval(Interval.later(part.from(), truth.start()), part.to()))
                .flatMap(part -> part.without(observerGone).stream())
                .toList();
        return new DetectorQuality(
                lane,
                subjectOut.stream().flatMap(out -> detection(out).stream()).toList(),
                mistakes(wrong),
                mistakes(wrongParts(true)),
                subjectOut.stream().flatMap(out -> recovery(out).stream()).toList(),
                Interval.length(well),
                Interval.length(wrongSeen));
    }

    /** Of the suspicions that the subject's lack of processor time explains, or of the others. */
    private List<Interval> wrongParts(boolean isStarvation) {
        return suspicions.stream()
                .filter(suspicion -> suspicion.isStarvation() == isStarvation)
                .map(this::wrongPart)
                .toList();
    }

    private List<Mistake> mistakes(List<Interval> wrong) {
        return wrong.stream().flatMap(part -> mistake(part).stream()).toList();
    }

    /** From the change to down to its end or the subject's failure; without length if the subject was out already. */
    private Interval wrongPart(Suspicion suspicion) {
        Instant from = suspicion.from();
        Instant to = isOut(subjectOut, from) ? from : beforeNext(subjectOut, from, endOf(suspicion));
        return new Interval(from, to);
    }

    /** The time of a suspicion in which the subject was not well; one that got no processor time was not. */
    private Interval notWell(Suspicion suspicion) {
        return suspicion.isStarvation() ? new Interval(suspicion.from(), endOf(suspicion)) : restOf(suspicion);
    }

    /** What follows the wrong part: the subject's outages and the recovery from them. */
    private Interval restOf(Suspicion suspicion) {
        return new Interval(wrongPart(suspicion).to(), endOf(suspicion));
    }

    private Optional<Mistake> mistake(Interval wrong) {
        List<Interval> seen = wrong.without(observerGone);
        if (seen.isEmpty() || wrong.from().isBefore(truth.start())) {
            return Optional.empty();
        }
        // A mistake that outlasts a hang of the observer is still the same: only its first part is looked at.
        Instant to = seen.get(0).to();
        boolean isEndSeen = to.equals(wrong.to()) && to.isBefore(truth.end());
        return Optional.of(new Mistake(lane, seen.get(0).from(), isEndSeen ? to : null));
    }

    private Optional<Detection> detection(Outage outage) {
        Instant from = outage.from();
        if (from.isBefore(truth.start()) || !from.isBefore(truth.end()) || isOut(observerOut, from)) {
            return Optional.empty();
        }
        Instant stop = beforeNext(observerOut, from, truth.endOf(outage));
        Duration time = suspicions.stream()
                .filter(suspicion -> suspicion.isHeldUpTo(stop))
                .map(suspicion -> Detection.time(from, suspicion.from()))
                .findFirst()
                .orElse(null);
        return Optional.of(new Detection(lane, outage, time, Duration.between(from, stop)));
    }

    private Optional<Recovery> recovery(Outage outage) {
        Instant back = outage.until();
        if (back == null || back.isBefore(truth.start()) || !back.isBefore(truth.end()) || isOut(observerOut, back)) {
            return Optional.empty();
        }
        return suspicions.stream()
                .filter(suspicion -> suspicion.isHeldUpTo(back))
                .map(suspicion -> new Recovery(lane, outage, recoveryTime(back, suspicion.to())))
                .findFirst();
    }

    private @Nullable Duration recoveryTime(Instant back, @Nullable Instant givenUp) {
        if (givenUp == null) {
            return null;
        }
        Instant seen = beforeNext(observerOut, back, beforeNext(subjectOut, back, givenUp));
        return seen.equals(givenUp) ? Duration.between(back, givenUp) : null;
    }

    private Instant endOf(Suspicion suspicion) {
        return Interval.earlier(truth.end(), suspicion.to());
    }

    private static boolean isOut(List<Outage> outages, Instant at) {
        return outages.stream().anyMatch(outage -> outage.covers(at));
    }

    /** The next failure at or after an instant, at the latest the given end. */
    private static Instant beforeNext(List<Outage> outages, Instant from, Instant end) {
        return outages.stream()
                .map(Outage::from)
                .filter(start -> !start.isBefore(from))
                .min(Comparator.naturalOrder())
                .map(start -> Interval.earlier(end, start))
                .orElse(end);
    }
}
