package dev.telltale.quality;

import dev.telltale.quality.Suspicions.Suspicion;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measures one lane: its suspicions against the outages of its subject and of its observer. */
final class LaneMeasure {
    private final Truth truth;
    private final Lane lane;
    private final List<Outage> subjectOut;
    private final List<Outage> observerOut;
    private final List<Stretch> subjectGone;
    private final List<Stretch> observerGone;
    private final List<Suspicion> suspicions;

    private LaneMeasure(Truth truth, History history) {
        this.truth = truth;
        lane = history.lane();
        subjectOut = truth.of(lane.observer(), lane.subject());
        observerOut = truth.ofProcess(lane.observer());
        subjectGone = Stretch.of(subjectOut, truth.end());
        observerGone = Stretch.of(observerOut, truth.end());
        suspicions = Suspicions.of(history, observerOut, truth.end());
    }

    static LaneQuality of(Truth truth, History history) {
        return new LaneMeasure(truth, history).measure();
    }

    private LaneQuality measure() {
        List<Stretch> wrong = wrongParts(false);
        List<Stretch> recovering = suspicions.stream().map(this::notWell).toList();
        List<Stretch> well = new Stretch(truth.start(), truth.end()).without(subjectGone);
        well = Stretch.without(Stretch.without(well, observerGone), recovering);
        List<Stretch> wrongSeen = wrong.stream()
                .map(part -> new Stretch(Stretch.later(part.from(), truth.start()), part.to()))
                .flatMap(part -> part.without(observerGone).stream())
                .toList();
        return new LaneQuality(
                lane,
                subjectOut.stream().flatMap(out -> detection(out).stream()).toList(),
                mistakes(wrong),
                mistakes(wrongParts(true)),
                subjectOut.stream().flatMap(out -> recovery(out).stream()).toList(),
                Stretch.length(well),
                Stretch.length(wrongSeen));
    }

    /** Of the suspicions that the subject's lack of processor time explains, or of the others. */
    private List<Stretch> wrongParts(boolean isStarvation) {
        return suspicions.stream()
                .filter(suspicion -> suspicion.isStarvation() == isStarvation)
                .map(this::wrongPart)
                .toList();
    }

    private List<Mistake> mistakes(List<Stretch> wrong) {
        return wrong.stream().flatMap(part -> mistake(part).stream()).toList();
    }

    /** From the change to down to its end or the subject's failure; without length if the subject was out already. */
    private Stretch wrongPart(Suspicion suspicion) {
        Instant from = suspicion.from();
        Instant to = isOut(subjectOut, from) ? from : beforeNext(subjectOut, from, endOf(suspicion));
        return new Stretch(from, to);
    }

    /** The time of a suspicion in which the subject was not well; one that got no processor time was not. */
    private Stretch notWell(Suspicion suspicion) {
        return suspicion.isStarvation() ? new Stretch(suspicion.from(), endOf(suspicion)) : restOf(suspicion);
    }

    /** What follows the wrong part: the subject's outages and the recovery from them. */
    private Stretch restOf(Suspicion suspicion) {
        return new Stretch(wrongPart(suspicion).to(), endOf(suspicion));
    }

    private Optional<Mistake> mistake(Stretch wrong) {
        List<Stretch> seen = wrong.without(observerGone);
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
        return Stretch.earlier(truth.end(), suspicion.to());
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
                .map(start -> Stretch.earlier(end, start))
                .orElse(end);
    }
}
