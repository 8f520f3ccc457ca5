package dev.telltale.dashboard.viewmodel.recording;

/** How much faster than it happened a recording is played. */
public enum PlaySpeed {
    NORMAL(1),
    TEN(10),
    HUNDRED(100);

    private final int factor;

    PlaySpeed(int factor) {
        this.factor = factor;
    }

    /** Recorded time that passes in each unit of time. */
    public int factor() {
        return factor;
    }

    /** "10×". */
    public String label() {
        return factor + "×";
    }
}
