package dev.telltale.diagnosis.text;

import static dev.telltale.testkit.TestValues.link;
import static dev.telltale.testkit.TestValues.node;
import static dev.telltale.testkit.TestValues.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.fault.LinkSets;
import dev.telltale.model.Evidence;
import dev.telltale.model.Silence;
import dev.telltale.testkit.MatrixBuilder;
import dev.telltale.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceTest {
    private static final Duration AGO = Duration.ofSeconds(4);
    private static final String LETTERS = "ust?r";

    /**
     * A matrix is a word for each row: u up, s suspect, ? unknown, . itself, and down on the evidence r refused, t
     * timeout, l left, e error, d none; a row of - does not answer.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --- --- ---     | No node answers. Start the cluster, or start nodes in a terminal.
            .uu u.u uu.     | All 3 nodes up, all agree
            .u u.           | All 2 nodes up, all agree
            .               | node1 is up and has no peers
            .?? ?.? ??.     | All 3 nodes answer, but not all have heard each other yet
            .u? u.u uu.     | All 3 nodes answer, but not all have heard each other yet
            .ru --- ur.     | node2 has crashed: 2 of 2 observers agree, for 4 s
            .r --           | node2 has crashed: the only observer says so, for 4 s
            .rr --- ---     | node2 and node3 have crashed: all observers agree
            .rru ---- ---- u??. | node2 and node3 have crashed: not all observers agree
            .lu --- ul.     | node2 has left: 2 of 2 observers agree, for 4 s
            .ru --- ul.     | node2 has left: 2 of 2 observers agree, for 4 s
            .du --- ud.     | node2 is down: 2 of 2 observers agree, for 4 s
            .d --           | node2 is down: the only observer says so, for 4 s
            .tu --- ut.     | node2 hangs or is cut off: 2 of 2 observers get no answer, for 4 s
            .t --           | node2 hangs or is cut off: the only observer gets no answer, for 4 s
            .ttu ---- ---- utt. | node2 and node3 hang or are cut off: no observer gets an answer
            .eu --- ue.     | node2 answers with errors: 2 of 2 observers agree, for 4 s
            .eu u.u uu.     | node2 answers with errors: 1 of 2 observers says so, for 4 s
            .tu t.t ut.     | node2 is isolated: it and the others do not hear each other, for 4 s
            .tu u.u ut.     | no node hears node2, but it hears others: cut off in one direction, for 4 s
            .tt u.u uu.     | node1 hears no other node, but others hear it: cut off in one direction, or a sick observer, for 4 s
            .tu u.u uu.     | node1 does not hear node2, but node2 hears node1: one-way link, for 4 s
            .du u.u uu.     | node1 does not hear node2, but node2 hears node1: one-way link, for 4 s
            .tu t.u uu.     | node1 and node2 do not hear each other: broken link, for 4 s
            .t t.           | node1 and node2 do not hear each other: broken link, for 4 s
            .tu ?.u uu.     | node1 does not hear node2: one-way link or broken link, for 4 s
            .utt u.tt tt.u ttu. | partition node1, node2 / node3, node4: the groups do not hear each other, for 4 s
            .uut u.tu uu.u uuu. | 2 one-way links: node1 to node4, node2 to node3
            .uut u.tu ut.u tuu. | 2 broken links: node1 with node4, node2 with node3
            .uru u.tu ---- uur. | node3 has crashed: 3 of 3 observers agree, for 4 s
            .tru u.ru ---- uur. | node3 has crashed: 3 of 3 observers agree; node1 does not hear node2, but node2 hears node1
            .su u.u uu.     | node2 is suspect: 1 of 2 observers missed a heartbeat
            .su --- us.     | node2 is suspect: 2 of 2 observers missed a heartbeat
            .ss u.u uu.     | node2 and node3 are suspect: observers missed a heartbeat
            .ts u.u uu.     | node2 stops answering: 1 of 2 observers says it is down
            .tu --- us.     | node2 stops answering: 1 of 2 observers says it is down, 1 suspects it
            .uu --- uu.     | node2 does not answer here, but 2 of 2 observers see it up
            .?u --- u?.     | 2 of 3 nodes answer; nothing from node2 yet
            .?? --- ---     | 1 of 3 nodes answers; nothing from node2 and node3 yet
            """)
    void theSentenceDescribesTheMatrix(String rows, String sentence) {
        assertThat(seen(rows.strip().split("\\s+")).diagnosis().sentence()).isEqualTo(sentence);
    }

    private static MatrixBuilder seen(String[] rows) {
        var matrix = new MatrixBuilder(rows.length);
        for (int observer = 1; observer <= rows.length; observer++) {
            String row = rows[observer - 1];
            if (row.startsWith("-")) {
                matrix.silent(node(observer));
                continue;
            }
            for (int subject = 1; subject <= rows.length; subject++) {
                if (subject != observer) {
                    tell(matrix, observer, subject, row.charAt(subject - 1));
                }
            }
        }
        return matrix;
    }

    private static void tell(MatrixBuilder matrix, int observer, int subject, char letter) {
        var link = link(observer, subject);
        switch (letter) {
            case 'u' -> matrix.up(link, Duration.ofMillis(500));
            case 's' -> matrix.suspect(link, AGO);
            case 'r' -> matrix.down(link, Evidence.REFUSED, AGO);
            case 't' -> matrix.down(link, Evidence.TIMEOUT, AGO);
            case 'l' -> matrix.down(link, Evidence.LEFT, AGO);
            case 'e' -> matrix.down(link, Evidence.BAD_STATUS, AGO);
            case 'd' -> matrix.down(link, null, AGO);
            default -> matrix.unknown(link);
        }
    }

    /** There is a sentence for any matrix. */
    @Test
    void everyMatrixOfThreeNodesHasASentence() {
        List<String> rows = new ArrayList<>(List.of("--"));
        for (int one = 0; one < LETTERS.length(); one++) {
            for (int other = 0; other < LETTERS.length(); other++) {
                rows.add("" + LETTERS.charAt(one) + LETTERS.charAt(other));
            }
        }
        for (String first : rows) {
            for (String second : rows) {
                for (String third : rows) {
                    hasASentence(
                            seen(new String[] {
                                "." + first, second.charAt(0) + "." + second.charAt(1), third + ".",
                            }),
                            first + " " + second + " " + third);
                }
            }
        }
    }

    @Test
    @Tag("fuzz")
    void everyRandomMatrixOfUpToSevenNodesHasASentence() {
        Seeds.of(20_000).forEach(seed -> {
            var random = new Random(seed);
            int size = 2 + random.nextInt(6);
            var rows = new String[size];
            for (int observer = 0; observer < size; observer++) {
                StringBuilder row = new StringBuilder();
                for (int subject = 0; subject < size; subject++) {
                    row.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
                }
                rows[observer] = random.nextInt(5) == 0 ? "-" : row.toString();
            }
            MatrixBuilder matrix = seen(rows);
            for (int node = 1; node <= size; node++) {
                matrix.health(node, random.nextInt(4) == 0 ? random.nextInt(9) : 0);
            }
            hasASentence(matrix, String.join(" ", rows));
        });
    }

    private static void hasASentence(MatrixBuilder matrix, String description) {
        try {
            assertThat(matrix.diagnosis().sentence()).as(description).isNotEmpty();
        } catch (RuntimeException e) {
            throw new AssertionError(description, e);
        }
    }

    @Test
    void findingsBesideHeartbeatsFollowTheAllUpText() {
        assertThat(new MatrixBuilder(3)
                        .with(CauseKind.SKEWED.of(node(2)))
                        .diagnosis()
                        .sentence())
                .isEqualTo("All 3 nodes up; the clock of node2 is 5.0 s ahead of ours");
        assertThat(new MatrixBuilder(3)
                        .clockAhead(node(2), Duration.ofMillis(-700))
                        .diagnosis()
                        .sentence())
                .isEqualTo("All 3 nodes up; the clock of node2 is 0.7 s behind ours");
        assertThat(new MatrixBuilder(3)
                        .with(CauseKind.SICK_OBSERVER.of(node(1)))
                        .diagnosis()
                        .sentence())
                .isEqualTo("All 3 nodes up; node1 is lagging: up to 640 ms late");
        var silence = new Silence(Duration.ofMillis(5_300), Duration.ofMillis(5_100));
        assertThat(new MatrixBuilder(3).starved(3, silence).diagnosis().sentence())
                .isEqualTo("All 3 nodes up; node3 was silent for 5.3 s: it had no processor time for 5.1 s");
        assertThat(new MatrixBuilder(9)
                        .with(CauseKind.OVERLOAD.of())
                        .diagnosis()
                        .sentence())
                .isEqualTo("All 9 nodes up; node1, node2 and 7 others are lagging: overload");
        assertThat(new MatrixBuilder(3)
                        .with(CauseKind.OVERLOAD.of())
                        .diagnosis()
                        .sentence())
                .isEqualTo("All 3 nodes up; node1, node2 and node3 are lagging: overload");
        assertThat(new MatrixBuilder(3)
                        .with(CauseKind.RESTART.of(node(3)))
                        .diagnosis()
                        .sentence())
                .isEqualTo("All 3 nodes up; node3 has restarted: 2 of 2 observers hear its new process");
    }

    @Test
    void statementHasNoAge() {
        var diagnosis = new MatrixBuilder(3).with(CauseKind.CRASH.of(node(2))).diagnosis();
        assertThat(diagnosis.statement()).isEqualTo("node2 has crashed: 2 of 2 observers agree");
        assertThat(diagnosis.sentence()).isEqualTo(diagnosis.statement() + ", for 10 s");
    }

    @Test
    void theSentenceNamesALaggingObserverBeforeTheLink() {
        assertThat(new MatrixBuilder(3)
                        .cut(Set.of(link(1, 3)))
                        .health(1, 6)
                        .diagnosis()
                        .sentence())
                .isEqualTo("node1 does not hear node3: sick observer node1 or one-way link, for 10 s");
        assertThat(new MatrixBuilder(3)
                        .cut(LinkSets.row(nodes(3), node(1)))
                        .health(1, 6)
                        .diagnosis()
                        .sentence())
                .isEqualTo("node1 hears no other node, but others hear it: it is lagging, for 10 s");
    }

    @Test
    void aLongSentenceAbbreviatesItsNodeLists() {
        var matrix = new MatrixBuilder(12)
                .cut(LinkSets.split(
                        List.of(nodes(4), nodes(8).subList(4, 8), nodes(12).subList(8, 12))));
        assertThat(matrix.diagnosis().sentence())
                .isEqualTo(
                        "partition node1, node2, 2 others / node10, node11, 2 others / node5, node6, 2 others, for 10 s");
    }
}
