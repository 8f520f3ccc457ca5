package dev.telltale.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.faultinjection.FaultInjector;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.RealLauncher;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.run.ProcessTestbed;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.ScenarioRun;
import dev.telltale.scenario.run.SimulationTestbed;
import dev.telltale.testkit.ShippedScenarios;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Process runs and simulated runs have the same results: for a fault of a process, of a link and of an observer. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it pauses processes, which Windows cannot")
@Tag("process")
@Tag("quiet")
class RealScenariosTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"crash", "one-way-cut", "paused-observer"})
    void aScenarioHasTheSameResultOnProcessesAndInSimulation(String name) throws Exception {
        Scenario scenario = ShippedScenarios.named(name);
        List<Member> members = scenario.ids().stream()
                .map(id -> new Member(id, new Address("127.0.0.1", 0)))
                .toList();
        RunResult simulated =
                ScenarioRun.play(scenario, new SimulationTestbed(scenario, 1), (number, step, isEnd) -> {});
        RunResult real;
        var config = new ClusterConfig("scenario", scenario.heartbeat(), scenario.detection(), members);
        try (Launcher launcher = RealLauncher.in(folder, config);
                var injector =
                        new FaultInjector(launcher::memberRecords, TimeSource.SYSTEM, new SplittableRandom(1), "test");
                var stage = new ProcessTestbed(launcher, launcher.members(), injector, TimeSource.SYSTEM)) {
            launcher.onChange(injector::refresh);
            real = ScenarioRun.play(scenario, stage, (number, step, isEnd) -> {});
        }

        assertThat(simulated.expectations()).allMatch(RealScenariosTest::isPassed);
        // An overloaded machine delays the decision of an observer, which that observer reports.
        assertThat(real.expectations()).allMatch(verdict -> isPassed(verdict) || verdict.isObserverLate());
        assertThat(real.expectations())
                .extracting(RunResult.ExpectationResult::text)
                .isEqualTo(simulated.expectations().stream()
                        .map(RunResult.ExpectationResult::text)
                        .toList());
        assertThat(real.faults()).hasSameSizeAs(simulated.faults());
    }

    private static boolean isPassed(RunResult.ExpectationResult verdict) {
        return verdict.result() == RunResult.Result.PASSED;
    }
}
