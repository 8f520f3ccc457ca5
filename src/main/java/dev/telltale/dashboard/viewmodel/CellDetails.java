package dev.telltale.dashboard.viewmodel;

import dev.telltale.model.Evidence;
import dev.telltale.model.Moment;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Quoted;
import dev.telltale.model.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one cell, in words.
 *
 * @param title "node1 about node2"
 */
public record CellDetails(String title, Health health, List<Field> fields) {
    public CellDetails {
        fields = List.copyOf(fields);
    }

    /**
     * One line of the pane.
     *
     * @param tooltip what the value leaves out, such as the zone of a time; may be empty
     */
    public record Field(String label, String value, String tooltip) {}

    public static CellDetails of(Grid grid, int observer, int subject, Moment now, ZoneId zone) {
        String title = new CellRef(grid.nodes().get(observer), grid.nodes().get(subject)).toString();
        Health health = grid.health(observer, subject);
        if (health == Health.ITSELF) {
            return new CellDetails(title, health, List.of(new Field("believes", "does not watch itself", "")));
        }
        return new Writer(grid, observer, now, zone).write(title, health, grid.belief(observer, subject));
    }

    /** One sentence, for a tooltip and for a screen reader. */
    public String sentence() {
        var sentence = new StringBuilder(title).append(": ");
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            sentence.append(i == 0 ? "" : ", ")
                    .append(i == 0 ? "" : field.label() + " ")
                    .append(field.value());
        }
        return sentence.toString();
    }

    /** Collects the fields of one observer's belief. */
    private static final class Writer {
        private final Grid grid;
        private final int observer;
        private final Moment now;
        private final ZoneId zone;
        private final List<Field> fields = new ArrayList<>();

        Writer(Grid grid, int observer, Moment now, ZoneId zone) {
            this.grid = grid;
            this.observer = observer;
            this.now = now;
            this.zone = zone;
        }

        CellDetails write(String title, Health health, @Nullable PeerReport belief) {
            if (health == Health.NO_ANSWER) {
                add("believes", "unknown");
                silence(belief);
            } else {
                add("believes", health.word() + (belief == null ? "" : since(belief.since())), full(belief));
            }
            if (belief != null) {
                facts(belief);
            }
            return new CellDetails(title, health, fields);
        }

        private void silence(@Nullable PeerReport belief) {
            Row row = grid.row(observer);
            add("observer", "does not answer" + (row.silence() == null ? "" : ": " + row.silence()));
            if (row.answered() != null) {
                String age = Ages.ago(now.since(row.answered()));
                add(
                        "last said",
                        belief == null
                                ? "nothing of it, " + age
                                : belief.status().word() + ", " + age);
            }
        }

        private void facts(PeerReport belief) {
            Evidence evidence = belief.evidence();
            if (evidence != null) {
                add(
                        "evidence",
                        evidence == Evidence.OK
                                ? evidence.phrase()
                                : evidence.word().replace('_', ' '));
            }
            Instant heard = belief.lastHeartbeat();
            add(
                    "last heartbeat",
                    heard == null
                            ? "never"
                            : Ages.clock(heard, zone) + " · " + Ages.ago(grid.age(observer, heard, now)),
                    heard == null ? "" : Ages.full(heard, zone));
            add("round trip", belief.roundTrip() == null ? "–" : Ages.roundTrip(belief.roundTrip()));
            add("missed", belief.missed() == 1 ? "1 heartbeat" : belief.missed() + " heartbeats");
            add(
                    "incarnation",
                    belief.incarnation() == null ? "–" : belief.incarnation().toString());
            add("asks at", belief.url());
            if (belief.error() != null) {
                add("error", Quoted.plain(belief.error(), 300));
            }
        }

        private String since(@Nullable Instant since) {
            return since == null ? "" : " since " + Ages.clock(since, zone);
        }

        private String full(@Nullable PeerReport belief) {
            return belief == null || belief.since() == null ? "" : Ages.full(belief.since(), zone);
        }

        private void add(String label, String value) {
            add(label, value, "");
        }

        private void add(String label, String value, String tooltip) {
            fields.add(new Field(label, value, tooltip));
        }
    }
}
