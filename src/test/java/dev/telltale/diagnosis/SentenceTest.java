package dev.telltale.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Matrix;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Report;
import dev.telltale.model.Row;
import dev.telltale.model.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceTest {
    private static final Moment NOW = new Moment(0, Instant.parse("2026-11-23T04:20:40Z"));
    private static final Instant SINCE = Instant.parse("2026-11-23T04:20:36Z");

    /** A matrix is a word for each row: u up, s suspect, d down, ? unknown, . itself; a row of - does not answer. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ---  ---  ---  | No node answers. Start the cluster, or start nodes in a terminal.
            .uu  u.u  uu.  | All 3 nodes up, all agree
            .u   u.        | All 2 nodes up, all agree
            .              | node1 is up and has no peers
            .??  ?.?  ??.  | All 3 nodes answer, but not all have heard each other yet
            .u?  u.u  uu.  | All 3 nodes answer, but not all have heard each other yet
            .du  ---  ud.  | node2 is down: 2 of 2 observers agree, for 4 s
            .du  u.u  uu.  | node2 is down: 1 of 2 observers says so, for 4 s
            .d   --        | node2 is down: the only observer says so, for 4 s
            .dd  ---  ---  | node2 and node3 are down: all observers agree
            .dd  u.u  uu.  | node2 and node3 are down: observers disagree
            .su  u.u  uu.  | node2 is suspect: 1 of 2 observers missed a heartbeat
            .su  ---  us.  | node2 is suspect: 2 of 2 observers missed a heartbeat
            .ss  u.u  uu.  | node2 and node3 are suspect: observers missed a heartbeat
            .uu  ---  uu.  | node2 does not answer here, but 2 of 2 observers see it up
            .?u  ---  u?.  | 2 of 3 nodes answer; nothing from node2 yet
            .??  ---  ---  | 1 of 3 nodes answers; nothing from node2 and node3 yet
            """)
    void saysWhatTheObserversSay(String rows, String sentence) {
        assertThat(Sentence.of(matrix(rows.strip().split("\\s+")), NOW)).isEqualTo(sentence);
    }

    private static Matrix matrix(String[] rows) {
        List<NodeId> nodes = new ArrayList<>();
        for (int n = 1; n <= rows.length; n++) {
            nodes.add(new NodeId("node" + n));
        }
        Map<NodeId, Row> all = new HashMap<>();
        for (int observer = 0; observer < rows.length; observer++) {
            NodeId self = nodes.get(observer);
            all.put(
                    self,
                    rows[observer].startsWith("-")
                            ? new Row(self, null, null, "does not listen")
                            : new Row(self, report(self, nodes, rows[observer]), NOW, null));
        }
        return new Matrix(nodes, all);
    }

    private static Report report(NodeId self, List<NodeId> nodes, String row) {
        List<PeerReport> peers = new ArrayList<>();
        for (int subject = 0; subject < row.length(); subject++) {
            if (row.charAt(subject) != '.') {
                peers.add(peer(nodes.get(subject), status(row.charAt(subject))));
            }
        }
        return new Report(self, 1L, 1L, 1L, NOW.wall(), null, null, null, peers);
    }

    private static PeerReport peer(NodeId id, Status status) {
        return new PeerReport(id, "", status, SINCE, SINCE, SINCE, 1L, null, null, 0, null);
    }

    private static Status status(char letter) {
        return switch (letter) {
            case 'u' -> Status.UP;
            case 's' -> Status.SUSPECT;
            case 'd' -> Status.DOWN;
            default -> Status.UNKNOWN;
        };
    }
}
