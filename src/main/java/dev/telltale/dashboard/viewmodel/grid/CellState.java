package dev.telltale.dashboard.viewmodel.grid;

import dev.telltale.model.Cell;
import dev.telltale.model.Status;
import java.util.Collection;

/** How a cell or a tile looks: a sign, a word and (in the style sheet, by {@link #style}) a colour, each of which tells it alone. */
public enum CellState {
    UP("●", "up"),
    SUSPECT("◐", "suspect"),
    DOWN("✕", "down"),
    /** The observer answers, but holds nothing of the subject yet. */
    UNKNOWN("?", "unknown"),
    /** The observer does not answer: whatever it said last is not today's belief. */
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
            case BELIEF -> of(status);
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

    /** What several observers hold together: down or up only when all who hold anything agree, else suspect. */
    public static CellState together(Collection<CellState> beliefs) {
        var held = beliefs.stream()
                .filter(health -> health == UP || health == SUSPECT || health == DOWN)
                .distinct()
                .toList();
        if (held.isEmpty()) {
            return UNKNOWN;
        }
        return held.size() == 1 ? held.get(0) : SUSPECT;
    }

    public String sign() {
        return sign;
    }

    public String word() {
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
