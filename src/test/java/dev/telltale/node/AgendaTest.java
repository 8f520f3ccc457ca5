package dev.telltale.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.detector.Awareness;
import dev.telltale.detector.Detectors;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgendaTest {
    private static final Moment START = new Moment(Long.MAX_VALUE - 500, Instant.EPOCH);

    @Test
    void ofTwoThatAreDueTogetherTheOneThatWasNamedFirstComesFirst() {
        var agenda = new Agenda(1);
        Watched second = peer(2, 0);
        Watched first = peer(1, 0);
        agenda.put(second);
        agenda.put(first);

        assertThat(agenda.first()).isSameAs(first);
    }

    /** Against a list that is sorted each time; the clock wraps among the due times. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theFirstIsAlwaysTheOneThatASortedListHasFirst(long seed) {
        var random = new Random(seed);
        var agenda = new Agenda(4);
        List<Watched> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Watched peer = peer(i, random.nextInt(1_000));
            all.add(peer);
            agenda.put(peer);
        }
        for (int step = 0; step < 5_000; step++) {
            Watched moved = all.get(random.nextInt(all.size()));
            moved.dueNanos = START.nanos() + random.nextInt(1_000);
            agenda.put(moved);
            Watched expected = all.stream()
                    .min(Comparator.comparingLong((Watched peer) -> peer.dueNanos - START.nanos())
                            .thenComparingInt(peer -> peer.number))
                    .orElseThrow();
            assertThat(agenda.first()).as("seed %d, step %d", seed, step).isSameAs(expected);
        }
    }

    private static Watched peer(int number, long due) {
        var peer = new Watched(
                new Member(new NodeId("n" + number), new Address("127.0.0.1", 1)),
                number,
                List.of(Detectors.of(
                        DetectorKind.EVIDENCE,
                        HeartbeatSettings.DEFAULT,
                        DetectionSettings.DEFAULT,
                        new Awareness(),
                        START)),
                DetectorKind.EVIDENCE,
                0,
                START);
        peer.dueNanos = START.nanos() + due;
        return peer;
    }
}
