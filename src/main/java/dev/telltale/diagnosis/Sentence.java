package dev.telltale.diagnosis;

import dev.telltale.model.Cell;
import dev.telltale.model.Matrix;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is going on, in one line that a stranger understands. It says what observers say, never more. */
public final class Sentence {
    private static final int MOST_NAMES = 3;

    private Sentence() {}

    public static String of(Matrix matrix, Moment now) {
        List<NodeId> answering = matrix.answering();
        int nodes = matrix.nodes().size();
        if (answering.isEmpty()) {
            return "No node answers. Start the cluster, or start nodes in a terminal.";
        }
        List<NodeId> down = blamed(matrix, Status.DOWN);
        if (!down.isEmpty()) {
            return down(matrix, down, now);
        }
        List<NodeId> suspect = blamed(matrix, Status.SUSPECT);
        if (!suspect.isEmpty()) {
            return names(suspect) + (suspect.size() == 1 ? " is suspect: " : " are suspect: ")
                    + votes(matrix, suspect.get(0), Status.SUSPECT, suspect.size() == 1)
                    + " missed a heartbeat";
        }
        List<NodeId> silent = matrix.nodes().stream()
                .filter(node -> !answering.contains(node))
                .toList();
        if (!silent.isEmpty()) {
            return silent(matrix, silent, answering.size());
        }
        if (!blamed(matrix, Status.UNKNOWN).isEmpty()) {
            return "All " + nodes + " nodes answer, but not all have heard each other yet";
        }
        return nodes == 1 ? matrix.nodes().get(0) + " is up and has no peers" : "All " + nodes + " nodes up, all agree";
    }

    private static String down(Matrix matrix, List<NodeId> down, Moment now) {
        if (down.size() > 1) {
            return names(down) + " are down: " + agreement(matrix, down);
        }
        NodeId node = down.get(0);
        int sayDown = believers(matrix, node, Status.DOWN).size();
        boolean isAlone = sayDown == 1 && matrix.beliefsAbout(node).size() == 1;
        String text = node + " is down: "
                + (isAlone ? "the only observer" : votes(matrix, node, Status.DOWN, true))
                + (sayDown == 1 ? " says so" : " agree");
        return text + since(matrix, node).map(age -> ", for " + age(age, now)).orElse("");
    }

    private static String agreement(Matrix matrix, List<NodeId> down) {
        boolean isShared = down.stream()
                .allMatch(node -> believers(matrix, node, Status.DOWN).size()
                        == matrix.beliefsAbout(node).size());
        return isShared ? "all observers agree" : "observers disagree";
    }

    private static String silent(Matrix matrix, List<NodeId> silent, int answering) {
        NodeId first = silent.get(0);
        long seenUp = believers(matrix, first, Status.UP).size();
        if (silent.size() == 1 && seenUp > 0) {
            return first + " does not answer here, but " + votes(matrix, first, Status.UP, true)
                    + (seenUp == 1 ? " sees it up" : " see it up");
        }
        return answering + " of " + matrix.nodes().size() + (answering == 1 ? " nodes answers" : " nodes answer")
                + "; nothing from " + names(silent) + " yet";
    }

    private static List<NodeId> blamed(Matrix matrix, Status status) {
        return matrix.nodes().stream()
                .filter(node -> !believers(matrix, node, status).isEmpty())
                .toList();
    }

    private static List<Cell> believers(Matrix matrix, NodeId subject, Status status) {
        return matrix.beliefsAbout(subject).stream()
                .filter(cell -> cell.status() == status)
                .toList();
    }

    private static String votes(Matrix matrix, NodeId subject, Status status, boolean counted) {
        int of = matrix.beliefsAbout(subject).size();
        return counted
                ? believers(matrix, subject, status).size() + " of " + of + (of == 1 ? " observer" : " observers")
                : "observers";
    }

    /** Since when the last of the observers has agreed. */
    private static Optional<Instant> since(Matrix matrix, NodeId subject) {
        return believers(matrix, subject, Status.DOWN).stream()
                .map(Cell::belief)
                .filter(Objects::nonNull)
                .map(PeerReport::since)
                .filter(Objects::nonNull)
                .max(Instant::compareTo);
    }

    private static String age(Instant since, Moment now) {
        long seconds = Math.max(0, Duration.between(since, now.wall()).toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3_600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
    }

    private static String names(List<NodeId> nodes) {
        List<String> shown = new ArrayList<>(nodes.stream()
                .limit(nodes.size() > MOST_NAMES ? MOST_NAMES - 1 : MOST_NAMES)
                .map(NodeId::value)
                .toList());
        if (shown.size() < nodes.size()) {
            shown.add((nodes.size() - shown.size()) + " others");
        }
        if (shown.size() == 1) {
            return shown.get(0);
        }
        return shown.stream().limit(shown.size() - 1L).collect(Collectors.joining(", ")) + " and "
                + shown.get(shown.size() - 1);
    }
}
