package dev.telltale.auth;

/**
 * Anti-replay window for the requests of one peer. Requests of one incarnation may arrive out of order, as a probe
 * uses its own connection: so the window keeps the largest sequence number and which of the 64 up to it were received
 * (as in IPsec, RFC 4303). I/O thread only.
 */
final class ReplayWindow {
    private static final long NEVER = Long.MIN_VALUE;

    private long incarnation = NEVER;
    private long largest;
    /** Bit n is set if the request with sequence number {@code largest - n} was received. */
    private long window;

    private long newestIncarnation = NEVER;
    private long claimedIncarnation = NEVER;
    private long claimedSequence;

    /**
     * Records a request; false if it was received before, is too old, or comes from an older incarnation. A larger
     * incarnation means a restart, and resets the window.
     */
    boolean accept(long senderIncarnation, long sequence) {
        if (senderIncarnation > newestIncarnation) {
            newestIncarnation = senderIncarnation;
            reset(senderIncarnation, sequence, 1);
            return true;
        }
        if (senderIncarnation == incarnation) {
            return accept(sequence);
        }
        claimedIncarnation = senderIncarnation;
        claimedSequence = sequence;
        return false;
    }

    private boolean accept(long sequence) {
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
     * Records the incarnation in an authentic response of the peer. If it is smaller than the newest one, the peer's
     * clock was set back: since a response cannot be replayed, requests of this incarnation are accepted from now on.
     * Those received before stay rejected.
     */
    void onAuthenticResponse(long peerIncarnation) {
        if (peerIncarnation == claimedIncarnation && peerIncarnation != incarnation) {
            reset(peerIncarnation, claimedSequence, -1);
        }
    }

    private void reset(long newIncarnation, long sequence, long received) {
        incarnation = newIncarnation;
        largest = sequence;
        window = received;
    }
}
