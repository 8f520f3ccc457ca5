package dev.telltale.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.sim.SimulationSettings;
import dev.telltale.sim.VirtualCluster;
import dev.telltale.sim.VirtualNetwork;
import dev.telltale.testkit.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The incidents of simulated clusters with the real state machines and the real diagnosis. */
class SimulatedIncidentsTest {
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration FLAP_WINDOW = Duration.ofSeconds(60);

    private VirtualCluster cluster;
    private IncidentTracker tracker;

    @Test
    void eachCauseIsOneIncidentFromItsBeginToItsEnd() {
        Seeds.of(100).forEach(seed -> {
            begin(seed);
            run(10);
            Instant killed = cluster.now().wall();
            cluster.kill(node(2));
            run(15);
            cluster.start(node(2));
            Instant started = cluster.now().wall();
            run(90);
            Instant paused = cluster.now().wall();
            cluster.pause(node(3));
            run(15);
            cluster.resume(node(3));
            Instant resumed = cluster.now().wall();
            run(90);

            List<Incident> incidents = tracker.incidents();
            assertThat(incidents)
                    .extracting(Incident::cause)
                    .containsExactly(CauseKind.CRASH.of(node(2)), CauseKind.HANG.of(node(3)));
            assertTimes(incidents.get(0), killed, started);
            assertTimes(incidents.get(1), paused, resumed);
            assertThat(incidents).allSatisfy(incident -> {
                assertThat(incident.notices()).hasSize(3);
                assertThat(incident.flaps()).isZero();
                assertThat(incident.gaps()).isEmpty();
            });
        });
    }

    @Test
    void aRepeatedCrashWithinTheFlapWindowIsOneIncident() {
        Seeds.of(50).forEach(seed -> {
            begin(seed);
            run(10);
            for (int i = 0; i < 3; i++) {
                cluster.kill(node(2));
                run(8);
                cluster.start(node(2));
                run(20);
            }

            assertThat(tracker.incidents()).hasSize(1);
            Incident incident = tracker.incidents().get(0);
            assertThat(incident.cause()).isEqualTo(CauseKind.CRASH.of(node(2)));
            assertThat(incident.flaps()).isEqualTo(2);
            assertThat(incident.isOpen()).isFalse();
        });
    }

    private static void assertTimes(Incident incident, Instant from, Instant to) {
        Instant until = incident.until();
        assertThat(incident.from()).isBetween(from.minusMillis(1), from.plusSeconds(6));
        assertThat(until).isNotNull().isBetween(to.minusMillis(1), to.plusSeconds(6));
    }

    private void begin(long seed) {
        cluster = new VirtualCluster(new SimulationSettings(
                4,
                3,
                HeartbeatSettings.DEFAULT,
                DetectionSettings.DEFAULT,
                DetectorKind.ALL,
                VirtualNetwork.DEFAULT,
                seed));
        tracker = new IncidentTracker(cluster.nodes(), FLAP_WINDOW);
        cluster.nodes().forEach(cluster::start);
        cluster.advance(Duration.ofSeconds(15));
    }

    private NodeId node(int number) {
        return cluster.nodes().get(number - 1);
    }

    private void run(int seconds) {
        for (int i = 0; i < 10 * seconds; i++) {
            cluster.advance(STEP);
            tracker.add(Moment.of(cluster.matrix(), cluster.now()));
        }
    }
}
