package dev.telltale.recording.history;

import dev.telltale.groundtruth.Outage;
import dev.telltale.recording.RecordedEvent.Gap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A time in which an observer told nothing, or in which it was not recorded.
 *
 * @param from inclusive
 * @param until exclusive; {@link Instant#MAX} if it has no end in the recording
 * @param source of several silences at one time, the one with the first source is told
 * @param reason a sentence without a full stop
 * @param losesState whether the observer has no status of any node afterwards
 * @param endsEarlier whether the observer may have told statuses again before {@code until}, by a new process
 */
record SilentTime(Instant from, Instant until, Source source, String reason, boolean losesState, boolean endsEarlier) {

    /** What tells of the silence. */
    enum Source {
        PROCESS,
        GAP_OF_ALL,
        GAP_OF_NODE,
        UNREAD
    }

    /** From this instant on the observer is silent for this reason, or tells its statuses again if there is none. */
    record Step(Instant at, @Nullable SilentTime silent, boolean losesState) {}

    static SilentTime of(Gap gap) {
        String detail = gap.detail().isEmpty() ? "" : " (" + gap.detail() + ")";
        return new SilentTime(
                gap.from(),
                gap.until(),
                gap.node() == null ? Source.GAP_OF_ALL : Source.GAP_OF_NODE,
                "not recorded: " + gap.reason().text() + detail,
                gap.reason() == Gap.Reason.RESTARTED || (gap.reason() == Gap.Reason.LOST && gap.node() == null),
                gap.reason() == Gap.Reason.RESTARTED);
    }

    /** Of an outage of the observer's own process. */
    static SilentTime of(Outage outage) {
        return new SilentTime(
                outage.from(),
                outage.until() == null ? Instant.MAX : outage.until(),
                Source.PROCESS,
                outage.kind().losesState() ? "its process did not run" : "its process was paused",
                outage.kind().losesState(),
                false);
    }

    /** After the last that was read of the observer. */
    static SilentTime afterLast(Instant last) {
        return new SilentTime(
                last, Instant.MAX, Source.UNREAD, "not recorded: nothing was read of it any more", false, false);
    }

    /** The changes between silent and not silent, oldest first. */
    static List<Step> steps(List<SilentTime> times) {
        var instants = new TreeSet<Instant>();
        times.forEach(time -> {
            instants.add(time.from);
            instants.add(time.until);
        });
        List<SilentTime> coming = new ArrayList<>(times);
        coming.sort(Comparator.comparing(SilentTime::from));
        List<SilentTime> active = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        SilentTime told = null;
        int next = 0;
        for (Instant at : instants) {
            boolean losesState = false;
            for (; next < coming.size() && !coming.get(next).from.isAfter(at); next++) {
                active.add(coming.get(next));
                losesState |= coming.get(next).losesState;
            }
            active.removeIf(time -> !time.until.isAfter(at));
            SilentTime top = active.stream()
                    .min(Comparator.comparing(SilentTime::source))
                    .orElse(null);
            if (!Objects.equals(top, told) || losesState) {
                steps.add(new Step(at, top, losesState));
            }
            told = top;
        }
        return steps;
    }
}
