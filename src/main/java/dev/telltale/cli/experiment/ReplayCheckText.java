package dev.telltale.cli.experiment;

import dev.telltale.model.VerdictChange;
import dev.telltale.replay.ReplayCheck;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a comparison of a replay with its recording found, for people. */
final class ReplayCheckText {
    private static final int MAX_DIFFERENCES = 20;

    private ReplayCheckText() {}

    static List<String> lines(ReplayCheck.Result result) {
        List<String> lines = new ArrayList<>();
        lines.add(number(result.replayed(), "change") + " of verdicts replayed, from "
                + number(result.traces(), "trace") + " of processes");
        lines.add(number(result.reported(), "change") + " recorded as the nodes reported them: "
                + LocaleFormat.whole(result.confirmed()) + " are in the replay, in order, at most "
                + micros(result) + " apart");
        if (result.setClock() > 0) {
            lines.add(number(result.setClock(), "change") + " of them are of nodes whose clock was set: their recorded"
                    + " times are estimates, compared within "
                    + DurationFormat.setting(ReplayCheck.SET_CLOCK_TOLERANCE));
        }
        lines.add(number(result.unseen(), "replayed change")
                + " were replaced by the next one before the watch asked the node again, within "
                + DurationFormat.measured(result.longestUnseen()));
        lines.add(number(result.outside(), "recorded change")
                + " are of times at which the trace of the node was not recorded");
        result.differences().stream()
                .limit(MAX_DIFFERENCES)
                .map(ReplayCheckText::line)
                .forEach(lines::add);
        lines.add(verdict(result));
        return lines;
    }

    private static String verdict(ReplayCheck.Result result) {
        if (result.isRight()) {
            return "✓ The replay gives the recorded verdicts.";
        }
        return result.differences().isEmpty()
                ? "✕ Nothing could be compared: the recording has no verdict of a time with a trace."
                : "✕ The replay does not give the recorded verdicts: "
                        + number(result.differences().size(), "difference") + ".";
    }

    private static String line(ReplayCheck.Difference difference) {
        VerdictChange change = difference.change();
        return "  " + change.at() + " " + change.observer() + " about " + change.subject() + ", "
                + change.detector().id() + ": " + change.from().id() + " to "
                + change.to().id()
                + switch (difference.kind()) {
                    case NOT_REPLAYED -> " is recorded, but not replayed";
                    case NOT_REPORTED -> " is replayed, but not recorded";
                };
    }

    private static String number(int count, String one) {
        return LocaleFormat.whole(count) + " " + one + (count == 1 ? "" : "s");
    }

    private static String micros(ReplayCheck.Result result) {
        return String.format(Locale.ROOT, "%.3f ms", result.largestError().toNanos() / 1e6);
    }
}
