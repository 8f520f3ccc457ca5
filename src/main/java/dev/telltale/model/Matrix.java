package dev.telltale.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The status matrix: one row per observer, one column per subject, in the order of the config. */
public record Matrix(List<NodeId> nodes, Map<NodeId, MatrixRow> rows) {
    public Matrix {
        nodes = List.copyOf(nodes);
        rows = Map.copyOf(rows);
    }

    /** A matrix of nodes that have not been polled yet. */
    public static Matrix empty(List<NodeId> nodes) {
        return new Matrix(nodes, Map.of());
    }

    public MatrixRow row(NodeId observer) {
        return rows.getOrDefault(observer, MatrixRow.neverPolled(observer));
    }

    public Cell cell(NodeId observer, NodeId subject) {
        if (observer.equals(subject)) {
            return new Cell(observer, subject, Cell.Kind.ITSELF, null);
        }
        MatrixRow row = row(observer);
        StatusReport report = row.report();
        Cell.Kind kind = row.isAnswering() ? Cell.Kind.REPORTED : Cell.Kind.NO_ANSWER;
        return new Cell(observer, subject, kind, report == null ? null : report.of(subject));
    }

    /** The observers that answer. */
    public List<NodeId> answering() {
        return nodes.stream().filter(node -> row(node).isAnswering()).toList();
    }

    /** Whether every observer answers and each of its detectors reports every other node up. */
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
        PeerReport report = cell.report();
        return cell.status() == Status.UP
                && report != null
                && report.verdicts().stream().allMatch(verdict -> verdict.status() == Status.UP);
    }

    /** The cells of one subject's column whose observers answer. */
    public List<Cell> reportedCells(NodeId subject) {
        List<Cell> cells = new ArrayList<>();
        for (NodeId observer : nodes) {
            Cell cell = cell(observer, subject);
            if (cell.kind() == Cell.Kind.REPORTED) {
                cells.add(cell);
            }
        }
        return cells;
    }
}
