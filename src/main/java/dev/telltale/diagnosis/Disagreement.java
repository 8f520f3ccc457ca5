package dev.telltale.diagnosis;

import dev.telltale.diagnosis.analysis.MatrixIndex;
import dev.telltale.diagnosis.analysis.SubjectSummary;
import dev.telltale.diagnosis.cause.Sign;
import dev.telltale.fault.Link;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The cells in which answering observers contradict each other. A {@code suspect} cell contradicts no other; neither
 * does an {@code up} cell whose observer has not had time to detect what another observer has.
 *
 * @param differing the up and down cells of each subject that is up at one observer and down at another
 * @param oneWay both cells of each pair in which one node reports the other down and the other reports it up
 */
public record Disagreement(Set<Link> differing, Set<Link> oneWay) {
    public static final Disagreement NONE = new Disagreement(Set.of(), Set.of());

    public Disagreement {
        differing = Set.copyOf(differing);
        oneWay = Set.copyOf(oneWay);
    }

    public static Disagreement of(MatrixIndex index) {
        Set<Link> differing = new HashSet<>();
        Set<Link> oneWay = new HashSet<>();
        for (int subject = 0; subject < index.size(); subject++) {
            addDiffering(new SubjectSummary(index, subject), index, differing);
            for (int observer = 0; observer < index.size(); observer++) {
                addOneWay(index, observer, subject, oneWay);
            }
        }
        return new Disagreement(differing, oneWay);
    }

    private static void addDiffering(SubjectSummary summary, MatrixIndex index, Set<Link> differing) {
        if (!summary.isContradicted) {
            return;
        }
        for (int observer = 0; observer < index.size(); observer++) {
            Sign sign = index.sign(observer, summary.subject);
            boolean isStillUp = sign == Sign.UP && index.isUpAfter(observer, summary.subject, summary.newestDownAge);
            if (sign.isDown() || isStillUp) {
                differing.add(new Link(index.node(observer), index.node(summary.subject)));
            }
        }
    }

    private static void addOneWay(MatrixIndex index, int observer, int subject, Set<Link> oneWay) {
        boolean isDown = index.sign(observer, subject).isDown();
        if (!isDown || index.sign(subject, observer) != Sign.UP) {
            return;
        }
        Duration age = index.statusAge(observer, subject);
        if (index.isUpAfter(/* observer= */ subject, /* subject= */ observer, age)) {
            var link = new Link(index.node(observer), index.node(subject));
            oneWay.add(link);
            oneWay.add(link.reversed());
        }
    }
}
