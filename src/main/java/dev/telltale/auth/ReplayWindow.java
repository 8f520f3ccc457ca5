package dev.telltale.auth;

/**
 * Which questions of one peer were taken. Questions of one life may overtake each other, since a probe has a connection of
 * its own: so not only the largest number is kept, but which of the 64 up to it were there (as in IPsec, RFC 4303).
 */
final class ReplayWindow {
    private static final long NEVER = Long.MIN_VALUE;

    private long incarnation = NEVER;
    private long largest;
    /** Bit n: the question with the number {@code largest - n} was there. */
    private long window;

    private long newestIncarnation = NEVER;
    private long claimedIncarnation = NEVER;
    private long claimedSequence;

    /** Whether this question was not there before. A larger incarnation is a new life, and begins anew. */
    boolean take(long asker, long sequence) {
        if (asker > newestIncarnation) {
            newestIncarnation = asker;
            begin(asker, sequence, 1);
            return true;
        }
        if (asker == incarnation) {
            return take(sequence);
        }
        claimedIncarnation = asker;
        claimedSequence = sequence;
        return false;
    }

    private boolean take(long sequence) {
        long ahead = sequence - largest;
        if (ahead > 0) {
            window = ahead < Long.SIZE ? window << ahead | 1 : 1;
            largest = sequence;
            return true;
        }
        if (ahead <= -Long.SIZE) {
            return false;
        }
        long bit = 1L << -ahead;
        boolean isNew = (window & bit) == 0;
        window |= bit;
        return isNew;
    }

    /**
     * The peer has just answered a question of ours in this life. If it is an earlier one by its number, then somebody set
     * its clock back: an answer cannot be replayed, so this is the life to listen to. What it asked so far stays refused.
     */
    void answeredAs(long life) {
        if (life == claimedIncarnation && life != incarnation) {
            begin(life, claimedSequence, -1);
        }
    }

    private void begin(long life, long sequence, long seen) {
        incarnation = life;
        largest = sequence;
        window = seen;
    }
}
