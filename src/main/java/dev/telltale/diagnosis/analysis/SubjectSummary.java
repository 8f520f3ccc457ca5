package dev.telltale.diagnosis.analysis;

import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.Sign;
import dev.telltale.model.PeerReport;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statuses of one subject at all observers: one column of the matrix, counted. */
public final class SubjectSummary {
    private final MatrixIndex index;
    public final int subject;
    private final Map<Sign, Integer> counts = new EnumMap<>(Sign.class);
    /** How long the newest down cell has been down; {@link MatrixIndex#LONG_AGO} if none is. */
    public final Duration newestDownAge;
    /** Whether an observer received a heartbeat of the subject after the last observer reported it down. */
    public final boolean isContradicted;
    /** Whether that heartbeat came from a newer incarnation than the one that is down. */
    final boolean isNewIncarnation;

    public SubjectSummary(MatrixIndex index, int subject) {
        this.index = index;
        this.subject = subject;
        Duration last = null;
        for (int observer = 0; observer < index.size(); observer++) {
            Sign sign = index.sign(observer, subject);
            counts.merge(sign, 1, Integer::sum);
            if (sign.isDown()) {
                Duration since = index.statusAge(observer, subject);
                last = last == null || since.compareTo(last) < 0 ? since : last;
            }
        }
        newestDownAge = last == null ? MatrixIndex.LONG_AGO : last;
        isContradicted = last != null && isUpAfter(newestDownAge);
        isNewIncarnation = isContradicted && isNewIncarnationRecent();
    }

    /** Whether the subject became up at each observer only recently: it may have started since our last request. */
    public boolean isOnlyRecentlyUp() {
        for (int observer = 0; observer < index.size(); observer++) {
            if (index.sign(observer, subject) == Sign.UP && !index.isRecentlyUp(observer, subject)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the subject has answered here after the last observer reported it down and, if attempts now time out
     * after earlier errors, after the newest of those attempts began.
     */
    boolean isAnsweringSinceDown() {
        Duration newestAttempt = MatrixIndex.LONG_AGO;
        for (int observer = 0; observer < index.size(); observer++) {
            Duration attempt = index.silentAttemptAge(observer, subject);
            newestAttempt = attempt.compareTo(newestAttempt) < 0 ? attempt : newestAttempt;
        }
        return index.isAnsweringAfter(subject, newestDownAge)
                && index.answerAge(subject).compareTo(newestAttempt) < 0;
    }

    /** Whether the subject answers again, here or to an observer; other observers may not have detected it yet. */
    boolean isRecovering() {
        for (int observer = 0; observer < index.size(); observer++) {
            if (index.isRecentlyUp(observer, subject)
                    && index.statusAge(observer, subject).compareTo(newestDownAge) < 0) {
                return true;
            }
        }
        return index.isAnsweringAgain(subject);
    }

    private boolean isUpAfter(Duration age) {
        for (int observer = 0; observer < index.size(); observer++) {
            if (index.sign(observer, subject) == Sign.UP && index.isUpAfter(observer, subject, age)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a newer incarnation is up since less than {@link Cause#RESTART_REPORTED_FOR}. False if an observer that
     * reports the subject down never received a heartbeat from it: that is a cut, not a restart.
     */
    private boolean isNewIncarnationRecent() {
        Long old = null;
        for (int observer = 0; observer < index.size(); observer++) {
            Long down = incarnation(observer);
            if (index.sign(observer, subject).isDown()) {
                if (down == null) {
                    return false;
                }
                old = old == null ? down : Math.max(old, down);
            }
        }
        for (int observer = 0; observer < index.size(); observer++) {
            Long up = incarnation(observer);
            boolean isNew = index.sign(observer, subject) == Sign.UP && up != null && old != null && up > old;
            if (isNew && index.statusAge(observer, subject).compareTo(Cause.RESTART_REPORTED_FOR) < 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether an observer has ever received a heartbeat of the subject, or it has answered here. */
    boolean wasHeard() {
        boolean isHeard = index.row(subject).report() != null;
        for (int observer = 0; observer < index.size() && !isHeard; observer++) {
            PeerReport report = index.peerReport(observer, subject);
            isHeard = report != null && report.attempts().lastHeartbeat() != null;
        }
        return isHeard;
    }

    private @Nullable Long incarnation(int observer) {
        PeerReport report = index.peerReport(observer, subject);
        return report == null ? null : report.incarnation();
    }

    public int count(Sign sign) {
        return counts.getOrDefault(sign, 0);
    }

    public int upCount() {
        return count(Sign.UP);
    }

    public int suspectCount() {
        return count(Sign.SUSPECT);
    }

    public int downCount() {
        return goneCount() + count(Sign.DOWN_ERROR) + count(Sign.DOWN_TIMEOUT) + count(Sign.DOWN_UNEXPLAINED);
    }

    int goneCount() {
        return count(Sign.DOWN_REFUSED) + count(Sign.DOWN_LEFT);
    }

    /** The number of observers that answer, without the subject itself. */
    public int observerCount() {
        return index.answering() - (index.answers(subject) ? 1 : 0);
    }
}
