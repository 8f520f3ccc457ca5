package dev.telltale.dashboard.viewmodel.grid;

import dev.telltale.model.Cell;
import dev.telltale.model.Status;
import java.util.Collection;

/** The displayed state of a cell: a sign, a word and, by {@link #style}, a colour; each identifies the state alone. */
public enum CellState {
    UP("●", "up"),
    SUSPECT("◐", "suspect"),
    DOWN("✕", "down"),
    /** The observer answers, but has no status of the subject yet. */
    UNKNOWN("?", "unknown"),
    /** The observer does not answer; its last report is outdated. */
    NO_ANSWER("?", "unknown"),
    ITSELF("", "itself");

    private final String sign;
    private final String word;

    CellState(String sign, String word) {
        this.sign = sign;
        this.word = word;
    }

    public static CellState of(Cell.Kind kind, Status status) {
        return switch (kind) {
            case ITSELF -> ITSELF;
            case NO_ANSWER -> NO_ANSWER;
            case REPORTED -> of(status);
        };
    }

    public static CellState of(Status status) {
        return switch (status) {
            case UNKNOWN -> UNKNOWN;
            case UP -> UP;
            case SUSPECT -> SUSPECT;
            case DOWN -> DOWN;
        };
    }

    /** Combines the states of several observers: up or down if all that have a status agree, unknown if none has, else suspect. */
    public static CellState together(Collection<CellState> states) {
        var reported = states.stream()
                .filter(state -> state == UP || state == SUSPECT || state == DOWN)
                .distinct()
                .toList();
        if (reported.isEmpty()) {
            return UNKNOWN;
        }
        return reported.size() == 1 ? reported.get(0) : SUSPECT;
    }

    public String sign() {
        return sign;
    }

    public String label() {
        return word;
    }

    public String signAndWord() {
        return sign.isEmpty() ? word : sign + " " + word;
    }

    /** The name of the CSS pseudo-class. */
    public String style() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
