package dev.telltale.incident;

import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.fault.Link;
import dev.telltale.model.Cell;
import dev.telltale.model.Matrix;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The cluster at one instant; it stays so until the next moment.
 *
 * @param links those with a known status at an observer that answers; any other link is not watched
 * @param findings of the diagnosis
 * @param statement the sentence of the diagnosis without its age
 */
public record Moment(Instant at, List<LinkStatus> links, List<Finding> findings, String statement) {
    public Moment {
        links = List.copyOf(links);
        findings = List.copyOf(findings);
    }

    /** Nothing is recorded from this instant on. */
    public static Moment unrecorded(Instant at) {
        return new Moment(at, List.of(), List.of(), "");
    }

    /** What the matrix shows at this instant. */
    public static Moment of(Matrix matrix, ClockReading at) {
        return of(matrix, at, Set.of());
    }

    /**
     * What the matrix shows at this instant.
     *
     * @param ended nodes of which it is known that they cannot answer here, so that their silence is not a finding
     */
    public static Moment of(Matrix matrix, ClockReading at, Set<NodeId> ended) {
        Diagnosis diagnosis = Diagnosis.of(matrix, at, ended);
        List<LinkStatus> links = new ArrayList<>();
        for (NodeId observer : matrix.nodes()) {
            for (NodeId subject : matrix.nodes()) {
                Cell cell = matrix.cell(observer, subject);
                PeerReport report = cell.report();
                if (cell.kind() == Cell.Kind.REPORTED && report != null && report.status() != Status.UNKNOWN) {
                    Instant since =
                            report.since() == null || report.since().isAfter(at.wall()) ? at.wall() : report.since();
                    links.add(new LinkStatus(new Link(observer, subject), report.status(), since, report.evidence()));
                }
            }
        }
        return new Moment(at.wall(), links, diagnosis.findings(), diagnosis.statement());
    }
}
