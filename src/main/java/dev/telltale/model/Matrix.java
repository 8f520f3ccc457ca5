package dev.telltale.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The status matrix: one row per observer, one column per subject, in the order of the config. Nodes are also numbered
 * in this order, from 0, so that reading 100 x 100 cells needs no search. Immutable; any thread.
 */
public final class Matrix {
    private final List<NodeId> nodes;
    private final List<MatrixRow> rows;
    private final Map<NodeId, Integer> numbers = new HashMap<>();
    /** By the numbers of observer and subject; made at the first use, since most matrices of a watch are not read. */
    private volatile @Nullable PeerReport @Nullable [][] reports;

    /** @param rows the rows of these nodes; a node without a row was never polled */
    public Matrix(List<NodeId> nodes, Map<NodeId, MatrixRow> rows) {
        this.nodes = List.copyOf(nodes);
        this.rows = nodes.stream()
                .map(node -> rows.getOrDefault(node, MatrixRow.neverPolled(node)))
                .toList();
        nodes.forEach(node -> numbers.put(node, numbers.size()));
    }

    /** A matrix of nodes that have not been polled yet. */
    public static Matrix empty(List<NodeId> nodes) {
        return new Matrix(nodes, Map.of());
    }

    public List<NodeId> nodes() {
        return nodes;
    }

    /** The rows in the order of the nodes. */
    public List<MatrixRow> rows() {
        return rows;
    }

    public int size() {
        return nodes.size();
    }

    /** The number of the node, or -1 if it is not in the matrix. */
    public int number(NodeId node) {
        return numbers.getOrDefault(node, -1);
    }

    public MatrixRow row(int observer) {
        return rows.get(observer);
    }

    /** The row of a node that need not be in the matrix. */
    public MatrixRow row(NodeId observer) {
        int number = number(observer);
        return number < 0 ? MatrixRow.neverPolled(observer) : row(number);
    }

    /** The observer's newest report on the subject, which is out of date if the observer does not answer. */
    public @Nullable PeerReport report(int observer, int subject) {
        @Nullable PeerReport[][] indexed = reports;
        if (indexed == null) {
            indexed = index();
            reports = indexed;
        }
        return indexed[observer][subject];
    }

    private @Nullable PeerReport[][] index() {
        @Nullable PeerReport[][] indexed = new PeerReport[size()][size()];
        for (int observer = 0; observer < size(); observer++) {
            StatusReport report = row(observer).report();
            for (PeerReport peer : report == null ? List.<PeerReport>of() : report.peers()) {
                int subject = number(peer.id());
                if (subject >= 0) {
                    indexed[observer][subject] = peer;
                }
            }
        }
        return indexed;
    }

    /** The cell of two nodes of the matrix. */
    public Cell cell(NodeId observer, NodeId subject) {
        return cell(number(observer), number(subject));
    }

    private Cell cell(int observer, int subject) {
        Cell.Kind kind = observer == subject
                ? Cell.Kind.ITSELF
                : row(observer).isAnswering() ? Cell.Kind.REPORTED : Cell.Kind.NO_ANSWER;
        return new Cell(nodes.get(observer), nodes.get(subject), kind, report(observer, subject));
    }

    /**
     * The matrix as this detector sees it: its verdicts are the statuses. Observers that report no verdicts of it, such
     * as nodes of the original demo, keep their own statuses.
     */
    public Matrix withStatusOf(DetectorKind detector) {
        if (rows.stream().noneMatch(row -> row.isChangedBy(detector))) {
            return this;
        }
        Map<NodeId, MatrixRow> viewed = new HashMap<>();
        rows.forEach(row -> viewed.put(row.observer(), row.withStatusOf(detector)));
        return new Matrix(nodes, viewed);
    }

    /** Whether both show the same: the same observers answer, with the same statuses; times and measurements are ignored. */
    public boolean hasSameStatuses(Matrix other) {
        if (size() != other.size()) {
            return false;
        }
        for (int observer = 0; observer < size(); observer++) {
            if (!row(observer).hasSameStatuses(other.row(observer))) {
                return false;
            }
        }
        return true;
    }

    /** The observers that answer, and report other nodes, but no verdict of this detector. */
    public List<NodeId> answeringWithout(DetectorKind detector) {
        return answering().stream()
                .filter(node -> {
                    StatusReport report = row(node).report();
                    return report != null && !report.peers().isEmpty() && !report.hasVerdictOf(detector);
                })
                .toList();
    }

    /** The observers that answer. */
    public List<NodeId> answering() {
        return rows.stream()
                .filter(MatrixRow::isAnswering)
                .map(MatrixRow::observer)
                .toList();
    }

    /** Whether every observer answers and reports every other node up. */
    public boolean isAllUp() {
        return isEach(report -> report.status() == Status.UP);
    }

    /** Whether every observer answers and each of its detectors reports every other node up. */
    public boolean isAllUpByAllDetectors() {
        return isEach(report -> report.status() == Status.UP
                && report.verdicts().stream().allMatch(verdict -> verdict.status() == Status.UP));
    }

    private boolean isEach(Predicate<PeerReport> condition) {
        for (int observer = 0; observer < size(); observer++) {
            if (!row(observer).isAnswering()) {
                return false;
            }
            for (int subject = 0; subject < size(); subject++) {
                PeerReport report = report(observer, subject);
                if (observer != subject && (report == null || !condition.test(report))) {
                    return false;
                }
            }
        }
        return true;
    }
}
