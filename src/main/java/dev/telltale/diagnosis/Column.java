package dev.telltale.diagnosis;

import dev.telltale.diagnosis.Sights.Sign;
import dev.telltale.model.PeerReport;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all observers together hold of one subject, counted. */
final class Column {
    private final Sights sights;
    final int subject;
    private final Map<Sign, Integer> counts = new EnumMap<>(Sign.class);
    /** The youngest of the cells that are down; very old if none is. */
    final Duration youngest;

    /** Somebody heard the subject after the last observer found it down. */
    final boolean isContradicted;
    /** And what was heard is a newer process than the one that is down. */
    final boolean isNewLife;

    Column(Sights sights, int subject) {
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
        youngest = last == null ? Sights.LONG_AGO : last;
        isContradicted = last != null && contradictor(youngest) >= 0;
        isNewLife = isContradicted && life(true) > life(false);
    }

    /** Whoever hears it has begun to lately: it may have started since it was asked here. */
    boolean isHeardLatelyOnly() {
        for (int observer = 0; observer < sights.size(); observer++) {
            if (sights.sign(observer, subject) == Sign.HEARD && !sights.isHeardLately(observer, subject)) {
                return false;
            }
        }
        return true;
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

    /** The newest incarnation that those hold who hear it, or those who do not. */
    private long life(boolean isHeard) {
        long newest = Long.MIN_VALUE;
        for (int observer = 0; observer < sights.size(); observer++) {
            Sign sign = sights.sign(observer, subject);
            if (isHeard ? sign == Sign.HEARD : sign.isDown()) {
                newest = Math.max(newest, life(sights.belief(observer, subject)));
            }
        }
        return newest;
    }

    private static long life(@Nullable PeerReport belief) {
        Long incarnation = belief == null ? null : belief.incarnation();
        return incarnation == null ? 0 : incarnation;
    }

    int count(Sign sign) {
        return counts.getOrDefault(sign, 0);
    }

    int heard() {
        return count(Sign.HEARD);
    }

    int suspect() {
        return count(Sign.SUSPECT);
    }

    int down() {
        return gone() + count(Sign.WRONG) + count(Sign.SILENT) + count(Sign.DOWN);
    }

    int gone() {
        return count(Sign.GONE) + count(Sign.BYE);
    }

    /** All observers that answer, whatever they hold of it. */
    int observers() {
        return sights.answering() - (sights.answers(subject) ? 1 : 0);
    }
}
