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
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The tile of one node: the state of its process, from the launcher, and the status that its peers report. */
public final class NodeTileViewModel {
    private static final String NOT_READY = "not ready yet";
    private static final String NOT_KNOWN = "process not known";

    private final NodeId id;
    private final Member member;
    private final String refusal;
    private final ReadOnlyObjectWrapper<TileFacts> facts;
    private final ReadOnlyBooleanWrapper isPrimary = new ReadOnlyBooleanWrapper(this, "isPrimary");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private String failure = "";
    private NodeProcess process = new NodeProcess.Stopped();

    /**
     * Everything on the tile that changes, as one value, so that the tile changes atomically.
     *
     * @param state the process state in words
     * @param status the status that the answering peers report, combined
     * @param seenBy "2 of 2": how many answering peers report it up, of how many
     * @param isPast whether status and {@code seenBy} are of a past instant
     * @param killHint why it cannot be killed, in words that follow "node1:"; empty if it can
     * @param refusal why no command is possible, as in a recording; empty if commands are
     */
    public record TileFacts(
            TileState processState,
            String state,
            CellState status,
            String address,
            String pid,
            String uptime,
            String seenBy,
            boolean isPast,
            String killHint,
            String refusal) {

        /** "up", or "was up" for a process that has exited. */
        public String uptimeLabel() {
            return processState == TileState.ENDED ? "was up" : "up";
        }

        /** "2 of 2", and whether that is of a past instant. */
        public String seenByInWords() {
            return seenBy + (isPast ? " at the selected time" : "");
        }

        public boolean canKill() {
            return killHint.isEmpty();
        }

        public boolean canStart() {
            return refusal.isEmpty() && !processState.isAlive();
        }

        /** Why it cannot be started; empty if it can. */
        public String startHint() {
            return refusal.isEmpty() ? processState.startHint() : refusal;
        }
    }

    /** @param refusal why no command is possible, and all is shown as it was; empty for a live cluster */
    NodeTileViewModel(Member member, ClockReading now, String refusal) {
        this.refusal = refusal;
        this.id = member.id();
        this.member = member;
        MatrixRow row = MatrixRow.neverPolled(id);
        this.facts = new ReadOnlyObjectWrapper<>(
                this, "facts", factsOf(ProcessFacts.of(process, row, now), CellState.UNKNOWN, "–", false));
    }

    /**
     * Shows the process of the present, on which commands act, and what the peers report in the shown grid. In a
     * recording the process is of the shown time, too.
     *
     * @param shown the grid of the present, or that of a past instant
     */
    void update(NodeProcess process, Grid present, Grid shown, ClockReading now) {
        if (!Objects.equals(process, this.process) && process.exited().isEmpty()) {
            failure = ""; // A new process: the failure of the last one is outdated.
        }
        this.process = process;
        Grid ofProcess = refusal.isEmpty() ? present : shown;
        int index = ofProcess.indexOf(id);
        MatrixRow row = index < 0 ? MatrixRow.neverPolled(id) : ofProcess.row(index);
        ProcessFacts known = ProcessFacts.of(process, row, now);
        int shownIndex = shown.indexOf(id);
        List<CellState> reported = shownIndex < 0 ? List.of() : shown.reportedStates(shownIndex);
        long up = reported.stream().filter(state -> state == CellState.UP).count();
        String count = reported.isEmpty() ? "–" : up + " of " + reported.size();
        facts.set(factsOf(known, CellState.together(reported), count, shown != present && refusal.isEmpty()));
        problem.set(failure.isEmpty() ? known.problem() : failure);
    }

    private TileFacts factsOf(ProcessFacts known, CellState status, String seenBy, boolean isPast) {
        return new TileFacts(
                known.state(),
                refusal.isEmpty() || known.state() != TileState.STOPPED ? known.word() : NOT_KNOWN,
                status,
                (known.address() == null ? member.address() : known.address()).toString(),
                known.pid() == null ? "–" : known.pid().toString(),
                known.uptime() == null ? "–" : DurationFormat.wholeSeconds(known.uptime()),
                seenBy,
                isPast && refusal.isEmpty(),
                refusal.isEmpty() ? known.killHint() : refusal,
                refusal);
    }

    void failed(String sentence) {
        failure = sentence;
        problem.set(sentence);
    }

    void setPrimary(boolean primary) {
        isPrimary.set(primary);
    }

    /** Whether it is a child process of this launcher, running or about to start. */
    boolean isOurs() {
        return refusal.isEmpty() && (process.running().isPresent() || process.isStarting() || process.isRestarting());
    }

    boolean canStart() {
        return facts().canStart();
    }

    /** Whether it can be paused or resumed: only a child process that has reported ready. */
    public boolean canPause() {
        return refusal.isEmpty() && process.running().isPresent();
    }

    public boolean isPaused() {
        return process.isPaused();
    }

    /** Why it can be neither paused nor resumed; empty if it can. */
    public String pauseHint() {
        return !refusal.isEmpty() ? refusal : canPause() ? "" : isOurs() ? NOT_READY : notOurs();
    }

    /** Why it cannot be restarted; empty if it can. */
    String restartHint() {
        return !refusal.isEmpty() ? refusal : isOurs() ? "" : notOurs();
    }

    private String notOurs() {
        return canStart() ? ProcessFacts.NOT_RUNNING : "not started by this panel";
    }

    /** Why no fault inside it can be injected; empty if one can. */
    String faultHint() {
        return isPaused() ? "paused" : canStart() ? ProcessFacts.NOT_RUNNING : isOurs() && !canPause() ? NOT_READY : "";
    }

    /** Whether its process was killed or ended by itself. */
    boolean hasFailed() {
        return refusal.isEmpty() && facts().processState() == TileState.ENDED;
    }

    boolean isStarting() {
        return process.isStarting();
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

    /** Whether the start button of this node is the primary button of the window. */
    public ReadOnlyBooleanProperty primaryProperty() {
        return isPrimary.getReadOnlyProperty();
    }

    /** The failure of the process or of the last command, in one sentence; empty if there is none. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
