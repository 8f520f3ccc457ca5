package dev.telltale.diagnosis;

import dev.telltale.diagnosis.analysis.MatrixIndex;
import dev.telltale.diagnosis.analysis.SubjectSummary;
import dev.telltale.diagnosis.cause.Sign;
import dev.telltale.fault.Link;
import dev.telltale.model.Matrix;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Where observers that answer contradict each other. Who is suspect is in doubt and contradicts nobody; neither does who has
 * not had the time to notice what another one has.
 *
 * @param differing the cells, up or down, of each subject that one observer holds up and another one down
 * @param oneWay the cells that are down though the subject holds the observer up, and those that are up though it holds it down
 */
public record Disagreement(Set<Link> differing, Set<Link> oneWay) {
    public static final Disagreement NONE = new Disagreement(Set.of(), Set.of());

    public Disagreement {
        differing = Set.copyOf(differing);
        oneWay = Set.copyOf(oneWay);
    }

    public static Disagreement of(Matrix matrix, ClockReading now) {
        var sights = new MatrixIndex(matrix, now);
        Set<Link> differing = new HashSet<>();
        Set<Link> oneWay = new HashSet<>();
        for (int subject = 0; subject < sights.size(); subject++) {
            column(new SubjectSummary(sights, subject), sights, differing);
            for (int observer = 0; observer < sights.size(); observer++) {
                pair(sights, observer, subject, oneWay);
            }
        }
        return new Disagreement(differing, oneWay);
    }

    private static void column(SubjectSummary column, MatrixIndex sights, Set<Link> differing) {
        if (!column.isContradicted) {
            return;
        }
        for (int observer = 0; observer < sights.size(); observer++) {
            Sign sign = sights.sign(observer, column.subject);
            boolean isNews = sign == Sign.HEARD && sights.isHeardAfter(observer, column.subject, column.youngest);
            if (sign.isDown() || isNews) {
                differing.add(new Link(sights.node(observer), sights.node(column.subject)));
            }
        }
    }

    private static void pair(MatrixIndex sights, int observer, int subject, Set<Link> oneWay) {
        boolean isDown = sights.sign(observer, subject).isDown();
        if (!isDown || sights.sign(subject, observer) != Sign.HEARD) {
            return;
        }
        Duration ago = sights.since(observer, subject);
        if (sights.isHeardAfter(/* observer= */ subject, /* subject= */ observer, ago)) {
            var link = new Link(sights.node(observer), sights.node(subject));
            oneWay.add(link);
            oneWay.add(link.back());
        }
    }
}
