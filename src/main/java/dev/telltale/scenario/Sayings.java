package dev.telltale.scenario;

import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.model.Matrix;
import dev.telltale.model.Moment;
import dev.telltale.scenario.Recording.Said;
import java.util.ArrayList;
import java.util.List;

/** What the diagnosis says from look to look; only what is new is kept. */
final class Sayings {
    /** Nobody looks longer than an hour, and more often than this nobody reads. */
    private static final int MOST = 100_000;

    private final List<Said> said = new ArrayList<>();

    void look(Matrix matrix, Moment now) {
        Diagnosis diagnosis = Diagnosis.of(matrix, now);
        boolean isAllWell = diagnosis.findings().isEmpty() && matrix.isAllUp();
        Said last = said.isEmpty() ? null : said.get(said.size() - 1);
        boolean isNews = last == null
                || last.isAllWell() != isAllWell
                || !last.diagnosis().findings().equals(diagnosis.findings());
        if (isNews && said.size() < MOST) {
            said.add(new Said(now.wall(), diagnosis, isAllWell));
        }
    }

    List<Said> said() {
        return List.copyOf(said);
    }
}
