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

    @Test
    void eachCauseIsOneIncidentFromItsBeginToItsEnd() {
        Seeds.of(100).forEach(seed -> {
            var run = new Run(seed);
            run.on(10);
            Instant killed = run.cluster.now().wall();
            run.cluster.kill(run.node(2));
            run.on(15);
            run.cluster.start(run.node(2));
            Instant started = run.cluster.now().wall();
            run.on(90);
            Instant paused = run.cluster.now().wall();
            run.cluster.pause(run.node(3));
            run.on(15);
            run.cluster.resume(run.node(3));
            Instant resumed = run.cluster.now().wall();
            run.on(90);

            List<Incident> incidents = run.tracker.incidents();
            assertThat(incidents)
                    .extracting(Incident::cause)
                    .containsExactly(CauseKind.CRASH.of(run.node(2)), CauseKind.HANG.of(run.node(3)));
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
            var run = new Run(seed);
            run.on(10);
            for (int i = 0; i < 3; i++) {
                run.cluster.kill(run.node(2));
                run.on(8);
                run.cluster.start(run.node(2));
                run.on(20);
            }

            assertThat(run.tracker.incidents()).hasSize(1);
            Incident incident = run.tracker.incidents().get(0);
            assertThat(incident.cause()).isEqualTo(CauseKind.CRASH.of(run.node(2)));
            assertThat(incident.flaps()).isEqualTo(2);
            assertThat(incident.isOpen()).isFalse();
        });
    }

    private static void assertTimes(Incident incident, Instant from, Instant to) {
        Instant until = incident.until();
        assertThat(incident.from()).isBetween(from.minusMillis(1), from.plusSeconds(6));
        assertThat(until).isNotNull().isBetween(to.minusMillis(1), to.plusSeconds(6));
    }

    /** A cluster of four nodes, watched since all of them ran. */
    private static final class Run {
        private final VirtualCluster cluster;
        private final IncidentTracker tracker;

        Run(long seed) {
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

        NodeId node(int number) {
            return cluster.nodes().get(number - 1);
        }

        void on(int seconds) {
            for (int i = 0; i < 10 * seconds; i++) {
                cluster.advance(STEP);
                tracker.add(Moment.of(cluster.matrix(), cluster.now()));
            }
        }
    }
}
