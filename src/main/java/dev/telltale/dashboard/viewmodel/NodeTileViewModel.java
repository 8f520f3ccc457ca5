package dev.telltale.dashboard.viewmodel;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.ClockReading;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** One node: what its process does (the launcher knows) and what its peers hold of it (they say). */
public final class NodeTileViewModel {
    private final NodeId id;
    private final Member member;
    private final ReadOnlyObjectWrapper<TileFacts> facts;
    private final ReadOnlyBooleanWrapper isPrimary = new ReadOnlyBooleanWrapper(this, "isPrimary");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private String failure = "";
    private NodeProcess process = new NodeProcess.Stopped();

    /**
     * Everything on the tile that changes, as one value: it changes at once or not at all.
     *
     * @param life the name of the process state's CSS pseudo-class
     * @param health what the peers hold of the node
     * @param killHint why it cannot be killed; empty if it can
     */
    public record TileFacts(
            String life,
            String sign,
            String state,
            CellState health,
            String address,
            String pid,
            String uptimeLabel,
            String uptime,
            String seenBy,
            boolean canKill,
            boolean canStart,
            String killHint) {}

    NodeTileViewModel(Member member, ClockReading now) {
        this.id = member.id();
        this.member = member;
        MatrixRow row = MatrixRow.neverAsked(id);
        this.facts = new ReadOnlyObjectWrapper<>(
                this, "facts", factsOf(ProcessFacts.of(process, row, now), CellState.UNKNOWN, "–"));
    }

    void update(NodeProcess process, @Nullable Grid grid, ClockReading now) {
        if (!Objects.equals(process, this.process) && !(process instanceof NodeProcess.Exited)) {
            failure = ""; // A new life: what went wrong before is history.
        }
        this.process = process;
        int place = grid == null ? -1 : grid.place(id);
        MatrixRow row = grid == null || place < 0 ? MatrixRow.neverAsked(id) : grid.row(place);
        ProcessFacts known = ProcessFacts.of(process, row, now);
        List<CellState> held = grid == null || place < 0 ? List.of() : grid.heldOf(place);
        long up = held.stream().filter(health -> health == CellState.UP).count();
        facts.set(factsOf(known, CellState.together(held), held.isEmpty() ? "–" : up + " of " + held.size()));
        problem.set(failure.isEmpty() ? known.problem() : failure);
    }

    private TileFacts factsOf(ProcessFacts known, CellState health, String seenBy) {
        return new TileFacts(
                known.life().name().toLowerCase(Locale.ROOT),
                known.life().sign(),
                known.word(),
                health,
                (known.address() == null ? member.address() : known.address()).toString(),
                known.pid() == null ? "–" : known.pid().toString(),
                known.life() == ProcessFacts.Life.ENDED ? "was up" : "up",
                known.uptime() == null ? "–" : DurationFormat.wholeSeconds(known.uptime()),
                seenBy,
                known.killHint().isEmpty(),
                !known.isAlive(),
                known.killHint());
    }

    void failed(String sentence) {
        failure = sentence;
        problem.set(sentence);
    }

    void setPrimary(boolean primary) {
        isPrimary.set(primary);
    }

    /** Whether this panel's launcher started it and it lives, or will in a moment. */
    boolean isOurs() {
        return process instanceof NodeProcess.Running
                || process instanceof NodeProcess.Starting
                || (process instanceof NodeProcess.Exited exited && exited.isRestarting());
    }

    /** Whether it can be paused, or is and can be resumed: only a child that is ready. */
    public boolean canPause() {
        return process instanceof NodeProcess.Running;
    }

    public boolean isPaused() {
        return process instanceof NodeProcess.Running running && running.isPaused();
    }

    boolean isStarting() {
        return process instanceof NodeProcess.Starting;
    }

    public NodeId id() {
        return id;
    }

    public TileFacts facts() {
        return facts.get();
    }

    public ReadOnlyObjectProperty<TileFacts> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    /** Whether starting this node is the thing to do next. */
    public ReadOnlyBooleanProperty primaryProperty() {
        return isPrimary.getReadOnlyProperty();
    }

    /** What went wrong with it, in one sentence; empty if nothing did. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
