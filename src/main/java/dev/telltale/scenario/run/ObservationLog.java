package dev.telltale.scenario.run;

import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.StatusReport;
import dev.telltale.scenario.run.Recording.Late;
import dev.telltale.scenario.run.Recording.Said;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is seen from look to look: each change of the diagnosis, and each node that reports that it is late. One thread. */
final class ObservationLog {
    /** A run lasts an hour at most, with at most 50 looks a second. */
    private static final int MAX_ENTRIES = 100_000;
    /** A node that is later than this gives its peers more time. */
    private static final Duration LATE = Duration.ofMillis(100);

    private final List<Said> said = new ArrayList<>();
    private final List<Late> late = new ArrayList<>();

    void look(Matrix matrix, ClockReading now) {
        noteDiagnosis(matrix, now);
        matrix.rows().values().stream()
                .filter(ObservationLog::isLate)
                .filter(row -> late.size() < MAX_ENTRIES)
                .forEach(row -> late.add(new Late(row.observer(), now.wall())));
    }

    private void noteDiagnosis(Matrix matrix, ClockReading now) {
        Diagnosis diagnosis = Diagnosis.of(matrix, now);
        boolean isAllWell = diagnosis.findings().isEmpty() && matrix.isAllUp();
        Said last = said.isEmpty() ? null : said.get(said.size() - 1);
        boolean isNews = last == null
                || last.isAllWell() != isAllWell
                || !last.diagnosis().findings().equals(diagnosis.findings());
        if (isNews && said.size() < MAX_ENTRIES) {
            said.add(new Said(now.wall(), diagnosis, isAllWell));
        }
    }

    private static boolean isLate(MatrixRow row) {
        StatusReport report = row.report();
        if (report == null || !row.isAnswering() || report.lag() == null || report.settings() == null) {
            return false;
        }
        Duration quarter = report.settings().timeout().dividedBy(4);
        return report.lag().compareTo(quarter.compareTo(LATE) < 0 ? quarter : LATE) >= 0;
    }

    List<Said> said() {
        return List.copyOf(said);
    }

    List<Late> late() {
        return List.copyOf(late);
    }
}
