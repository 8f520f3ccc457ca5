package dev.telltale.dashboard.viewmodel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.scenario.Scenario;
import dev.telltale.testkit.ShippedScenarios;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnClusterTest {
    private final Scenario crash = ShippedScenarios.named("crash");
    private final Scenario split = ShippedScenarios.named("split-and-heal");
    private final List<Scenario> played = new ArrayList<>();

    private OwnCluster on(ClusterConfig present, Scenario chosen) {
        var own = new OwnCluster(present);
        own.offer(played::add);
        own.choose(chosen);
        return own;
    }

    @Test
    void aScenarioForOtherNodesOrAnotherRhythmIsPlayedOnItsOwnCluster() {
        OwnCluster own = on(ClusterConfig.DEFAULT, split);
        assertThat(own.playProperty().get()).isEqualTo("Play on its own cluster (5 nodes, 500 ms / 1.5 s)");
        assertThat(own.misfit(split))
                .isEqualTo("It needs node5, which this cluster does not have: play it on its own cluster.");
        assertThat(own.misfit(crash))
                .isEqualTo("It is written for 400 ms / 1.5 s and this cluster has 2 s / 5 s (interval / timeout):"
                        + " play it on its own cluster.");
        own.play();
        assertThat(played).containsExactly(split);
    }

    @Test
    void onTheClusterThatItIsWrittenForThereIsNothingToOffer() {
        OwnCluster own = on(OwnCluster.of(crash), crash);
        assertThat(own.playProperty().get()).isEmpty();
        assertThat(own.misfit(crash)).isEmpty();
        own.play();
        assertThat(played).isEmpty();
    }

    @Test
    void aLargerClusterWithTheSameRhythmFitsAndTheOwnOneIsStillOffered() {
        ClusterConfig own = OwnCluster.of(crash);
        ClusterConfig larger = ClusterConfig.onFreePorts("lab", own.heartbeat(), own.detection(), Scenario.ids(5));
        OwnCluster offer = on(larger, crash);
        assertThat(offer.misfit(crash)).isEmpty();
        assertThat(offer.playProperty().get()).isEqualTo("Play on its own cluster (3 nodes, 400 ms / 1.5 s)");
    }

    @Test
    void theWayBackNamesTheFormerCluster() {
        OwnCluster own = on(OwnCluster.of(crash), crash);
        assertThat(own.backProperty().get()).isEmpty();
        var ways = new ArrayList<String>();
        own.offerWayBack("demo", () -> ways.add("demo"));
        assertThat(own.backProperty().get()).isEqualTo("Back to demo");
        own.goBack();
        assertThat(ways).containsExactly("demo");
    }
}
