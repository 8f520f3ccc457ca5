package dev.telltale.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who sees whom: one row per observer, one column per subject, in the order of the config. */
public record Matrix(List<NodeId> nodes, Map<NodeId, MatrixRow> rows) {
    public Matrix {
        nodes = List.copyOf(nodes);
        rows = Map.copyOf(rows);
    }

    public static Matrix empty(List<NodeId> nodes) {
        return new Matrix(nodes, Map.of());
    }

    public MatrixRow row(NodeId observer) {
        return rows.getOrDefault(observer, MatrixRow.neverAsked(observer));
    }

    public Cell cell(NodeId observer, NodeId subject) {
        if (observer.equals(subject)) {
            return new Cell(observer, subject, Cell.Kind.ITSELF, null);
        }
        MatrixRow row = row(observer);
        StatusReport report = row.report();
        Cell.Kind kind = row.isAnswering() ? Cell.Kind.BELIEF : Cell.Kind.NO_ANSWER;
        return new Cell(observer, subject, kind, report == null ? null : report.of(subject));
    }

    public List<NodeId> answering() {
        return nodes.stream().filter(node -> row(node).isAnswering()).toList();
    }

    /** Whether every observer answers and each of its detectors holds everybody else up. */
    public boolean isAllUp() {
        for (NodeId observer : nodes) {
            for (NodeId subject : nodes) {
                if (!observer.equals(subject) && !isUp(cell(observer, subject))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isUp(Cell cell) {
        PeerReport belief = cell.belief();
        return cell.status() == Status.UP
                && belief != null
                && belief.verdicts().stream().allMatch(verdict -> verdict.status() == Status.UP);
    }

    /** The beliefs of all answering observers about one subject. */
    public List<Cell> beliefsAbout(NodeId subject) {
        List<Cell> beliefs = new ArrayList<>();
        for (NodeId observer : nodes) {
            Cell cell = cell(observer, subject);
            if (cell.kind() == Cell.Kind.BELIEF) {
                beliefs.add(cell);
            }
        }
        return beliefs;
    }
}
