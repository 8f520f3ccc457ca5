package dev.telltale.registry;

/** The result of a signal to the process of a run record. */
public enum SignalResult {
    SENT("was signalled"),
    GONE("had ended already"),
    /** The PID was reused by another process, which was not signalled. */
    RECYCLED("had ended already, and its PID belongs to another process now"),
    /** The system does not allow this user to signal it, or it is this process itself. */
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
