package dev.telltale.registry;

/** What became of a signal to the process of a run record. */
public enum SignalResult {
    SENT("was signalled"),
    GONE("had ended already"),
    /** The PID lives, but it is another process now; it was not touched. */
    RECYCLED("had ended already, and its PID belongs to another process now"),
    /** The system does not let this user signal it, or it is this very process. */
    REFUSED("may not be signalled by this user");

    private final String phrase;

    SignalResult(String phrase) {
        this.phrase = phrase;
    }

    /** The predicate of a sentence whose subject is the node. */
    public String phrase() {
        return phrase;
    }
}
