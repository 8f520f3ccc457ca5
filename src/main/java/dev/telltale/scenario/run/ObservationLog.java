package dev.telltale.scenario.run;

import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.StatusReport;
import dev.telltale.scenario.run.Recording.LagReport;
import dev.telltale.scenario.run.Recording.RecordedDiagnosis;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Records changes of the diagnosis and reports of lagging nodes from successive matrices. Confined to one thread. */
final class ObservationLog {
    /** A run lasts at most one hour, with at most 50 matrices per second. */
    private static final int MAX_ENTRIES = 100_000;
    /** The lag above which a node extends the timeouts of its peers; or a quarter of the timeout if that is shorter. */
    private static final Duration MIN_LAG = Duration.ofMillis(100);

    private final List<RecordedDiagnosis> diagnoses = new ArrayList<>();
    private final List<LagReport> lagReports = new ArrayList<>();

    void record(Matrix matrix, ClockReading now) {
        recordDiagnosis(matrix, now);
        matrix.rows().stream()
                .filter(ObservationLog::isLagging)
                .filter(row -> lagReports.size() < MAX_ENTRIES)
                .forEach(row -> lagReports.add(new LagReport(row.observer(), now.wall())));
    }

    private void recordDiagnosis(Matrix matrix, ClockReading now) {
        Diagnosis diagnosis = Diagnosis.of(matrix, now);
        boolean isAllWell = diagnosis.findings().isEmpty() && matrix.isAllUpByAllDetectors();
        RecordedDiagnosis last = diagnoses.isEmpty() ? null : diagnoses.get(diagnoses.size() - 1);
        boolean isChange = last == null
                || last.isAllWell() != isAllWell
                || !last.diagnosis().findings().equals(diagnosis.findings());
        if (isChange && diagnoses.size() < MAX_ENTRIES) {
            diagnoses.add(new RecordedDiagnosis(now.wall(), diagnosis, isAllWell));
        }
    }

    private static boolean isLagging(MatrixRow row) {
        StatusReport report = row.report();
        if (report == null
                || !row.isAnswering()
                || report.lag() == null
                || report.reporter().settings() == null) {
            return false;
        }
        Duration quarter = report.reporter().settings().timeout().dividedBy(4);
        return report.lag().compareTo(quarter.compareTo(MIN_LAG) < 0 ? quarter : MIN_LAG) >= 0;
    }

    List<RecordedDiagnosis> diagnoses() {
        return List.copyOf(diagnoses);
    }

    List<LagReport> lagReports() {
        return List.copyOf(lagReports);
    }
}
