package dev.telltale.diagnosis.analysis;

import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.Sign;
import dev.telltale.model.PeerReport;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all observers together hold of one subject, counted. */
public final class SubjectSummary {
    private final MatrixIndex sights;
    public final int subject;
    private final Map<Sign, Integer> counts = new EnumMap<>(Sign.class);
    /** The youngest of the cells that are down; very old if none is. */
    public final Duration youngest;

    /** Somebody heard the subject after the last observer found it down. */
    public final boolean isContradicted;
    /** And what was heard is a newer process than the one that is down. */
    final boolean isNewLife;

    public SubjectSummary(MatrixIndex sights, int subject) {
        this.sights = sights;
        this.subject = subject;
        Duration last = null;
        for (int observer = 0; observer < sights.size(); observer++) {
            Sign sign = sights.sign(observer, subject);
            counts.merge(sign, 1, Integer::sum);
            if (sign.isDown()) {
                Duration since = sights.since(observer, subject);
                last = last == null || since.compareTo(last) < 0 ? since : last;
            }
        }
        youngest = last == null ? MatrixIndex.LONG_AGO : last;
        isContradicted = last != null && contradictor(youngest) >= 0;
        isNewLife = isContradicted && isLatelyHeardAsNew();
    }

    /** Whoever hears it has begun to lately: it may have started since it was asked here. */
    public boolean isHeardLatelyOnly() {
        for (int observer = 0; observer < sights.size(); observer++) {
            if (sights.sign(observer, subject) == Sign.HEARD && !sights.isHeardLately(observer, subject)) {
                return false;
            }
        }
        return true;
    }

    /**
     * It has answered here after the observers found it down; and, where they got errors before and get nothing now, after the
     * newest of these attempts began.
     */
    boolean answersHereSince() {
        Duration turned = MatrixIndex.LONG_AGO;
        for (int observer = 0; observer < sights.size(); observer++) {
            Duration tried = sights.turnedSilent(observer, subject);
            turned = tried.compareTo(turned) < 0 ? tried : turned;
        }
        return sights.isAnsweredAfter(subject, youngest)
                && sights.answered(subject).compareTo(turned) < 0;
    }

    /** It answers again, here or to an observer; the others need not know yet. */
    boolean isComingBack() {
        for (int observer = 0; observer < sights.size(); observer++) {
            if (sights.isHeardLately(observer, subject)
                    && sights.since(observer, subject).compareTo(youngest) < 0) {
                return true;
            }
        }
        return sights.isBack(subject);
    }

    private int contradictor(Duration ago) {
        for (int observer = 0; observer < sights.size(); observer++) {
            if (sights.sign(observer, subject) == Sign.HEARD && sights.isHeardAfter(observer, subject, ago)) {
                return observer;
            }
        }
        return -1;
    }

    /**
     * Whether a newer incarnation was heard so lately that those who hold an older one down need not have asked it since. An
     * observer that never heard the subject holds no incarnation: that is a cut, and no restart.
     */
    private boolean isLatelyHeardAsNew() {
        Long old = null;
        for (int observer = 0; observer < sights.size(); observer++) {
            Long held = incarnation(observer);
            if (sights.sign(observer, subject).isDown()) {
                if (held == null) {
                    return false;
                }
                old = old == null ? held : Math.max(old, held);
            }
        }
        for (int observer = 0; observer < sights.size(); observer++) {
            Long heard = incarnation(observer);
            boolean isNew = sights.sign(observer, subject) == Sign.HEARD && heard != null && old != null && heard > old;
            if (isNew && sights.since(observer, subject).compareTo(Cause.Restart.REPORTED_FOR) < 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether an observer has heard it since it began to observe, or it has answered here. */
    boolean wasHeard() {
        boolean isHeard = sights.row(subject).report() != null;
        for (int observer = 0; observer < sights.size() && !isHeard; observer++) {
            PeerReport belief = sights.belief(observer, subject);
            isHeard = belief != null && belief.lastHeartbeat() != null;
        }
        return isHeard;
    }

    private @Nullable Long incarnation(int observer) {
        PeerReport belief = sights.belief(observer, subject);
        return belief == null ? null : belief.incarnation();
    }

    public int count(Sign sign) {
        return counts.getOrDefault(sign, 0);
    }

    public int heard() {
        return count(Sign.HEARD);
    }

    public int suspect() {
        return count(Sign.SUSPECT);
    }

    public int down() {
        return gone() + count(Sign.WRONG) + count(Sign.SILENT) + count(Sign.DOWN);
    }

    int gone() {
        return count(Sign.GONE) + count(Sign.BYE);
    }

    /** All observers that answer, whatever they hold of it. */
    public int observers() {
        return sights.answering() - (sights.answers(subject) ? 1 : 0);
    }
}
