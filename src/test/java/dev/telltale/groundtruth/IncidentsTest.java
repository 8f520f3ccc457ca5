package dev.telltale.groundtruth;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentsTest {
    private static ProcessEvent event(ProcessEvent.Kind kind, long pid) {
        return new ProcessEvent(kind, node(1), pid, NOW);
    }

    /** A full log drops its oldest event for each new one, so that the number of events stays the same. */
    @Test
    void anotherNewestEventMakesADifferenceEvenIfTheNumberIsTheSame() {
        var before =
                new Incidents(List.of(event(ProcessEvent.Kind.START, 1), event(ProcessEvent.Kind.READY, 1)), List.of());
        var after =
                new Incidents(List.of(event(ProcessEvent.Kind.READY, 1), event(ProcessEvent.Kind.KILL, 1)), List.of());
        assertThat(before.isSameAs(new Incidents(before.events(), List.of()))).isTrue();
        assertThat(after.isSameAs(before)).isFalse();
        assertThat(Incidents.NONE.isSameAs(before)).isFalse();
        assertThat(Incidents.NONE.isSameAs(Incidents.NONE)).isTrue();
    }
}
