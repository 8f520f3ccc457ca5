package dev.telltale.dashboard.viewmodel.journal;

/** The kinds of lines of the journal, by which it can be filtered. */
public enum JournalKind {
    STATUS("Status changes"),
    /** Commands to processes, their effects, and settings of this window. */
    ACTION("Actions"),
    /** Begins and ends of injected faults. */
    FAULT("Faults");

    private final String label;

    JournalKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
