package dev.telltale.dashboard.viewmodel;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.launcher.Deed;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.Address;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.quality.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WhatWasDoneTest {
    private static final NodeId NODE = node(1);

    private final List<Deed> deeds = new ArrayList<>();

    private WhatWasDoneTest did(Deed.Kind kind, int second) {
        deeds.add(new Deed(kind, NODE, 7, later(Duration.ofSeconds(second))));
        return this;
    }

    private static Instant at(int second) {
        return NOW.wall().plusSeconds(second);
    }

    private WhatWasDone done() {
        return WhatWasDone.of(deeds, Map.of(), List.of(), HeartbeatSettings.DEFAULT);
    }

    private static Absence only(@Nullable Absence absence) {
        return Objects.requireNonNull(absence);
    }

    @Test
    void nothingIsKnownOfANodeThatNobodyTouched() {
        assertThat(done().isKnown(NODE)).isFalse();
        assertThat(done().newest(NODE)).isNull();
    }

    @Test
    void firstStartIsAnAbsenceButNoFailure() {
        did(Deed.Kind.START, 0);
        assertThat(done().isOut(NODE, at(1))).isTrue();
        did(Deed.Kind.READY, 2);
        assertThat(done().isOut(NODE, at(2))).isFalse();
        assertThat(done().failures()).isEmpty();
    }

    @Test
    void killIsACrashFromTheSignalUntilTheProcessThatGotReadyAgainWasMade() {
        did(Deed.Kind.START, 0).did(Deed.Kind.READY, 1).did(Deed.Kind.KILL, 5).did(Deed.Kind.ENDED, 6);
        Absence open = only(done().newest(NODE));
        assertThat(open.outage().kind()).isEqualTo(Failure.CRASH);
        assertThat(open.outage().from()).isEqualTo(at(5));
        assertThat(open.isOver()).isFalse();
        assertThat(open.words(ZoneId.of("UTC"))).isEqualTo("killed 14:03:30.480");
        did(Deed.Kind.START, 7);
        assertThat(only(done().newest(NODE)).isOver())
                .as("it may never get ready")
                .isFalse();
        did(Deed.Kind.READY, 8);
        assertThat(only(done().newest(NODE)).outage().until()).isEqualTo(at(7));
        assertThat(done().failures()).hasSize(1);
    }

    @Test
    void pauseIsAHangUntilItIsResumedOrKilled() {
        did(Deed.Kind.READY, 1).did(Deed.Kind.PAUSE, 2).did(Deed.Kind.RESUME, 4);
        Absence over = only(done().newest(NODE));
        assertThat(over.outage().kind()).isEqualTo(Failure.HANG);
        assertThat(over.outage().until()).isEqualTo(at(4));

        did(Deed.Kind.PAUSE, 6).did(Deed.Kind.KILL, 8);
        assertThat(done().failures())
                .extracting(absence -> absence.outage().kind())
                .containsExactly(Failure.HANG, Failure.HANG, Failure.CRASH);
        assertThat(done().failures().get(1).outage().until()).isEqualTo(at(8));
    }

    @Test
    void stopThatNeededAKillIsALeave() {
        did(Deed.Kind.READY, 1).did(Deed.Kind.STOP, 5).did(Deed.Kind.KILL, 7).did(Deed.Kind.ENDED, 8);
        assertThat(done().failures()).singleElement().satisfies(absence -> {
            assertThat(absence.outage().kind()).isEqualTo(Failure.LEAVE);
            assertThat(absence.outage().from()).isEqualTo(at(5));
        });
    }

    @Test
    void whatBefallsANodeThatNeverGotReadyIsNoFailure() {
        did(Deed.Kind.START, 0).did(Deed.Kind.KILL, 1).did(Deed.Kind.ENDED, 2);
        assertThat(done().failures()).isEmpty();
        assertThat(done().isOut(NODE, at(3))).isTrue();

        did(Deed.Kind.START, 4).did(Deed.Kind.READY, 5).did(Deed.Kind.KILL, 6);
        assertThat(done().failures())
                .singleElement()
                .satisfies(absence -> assertThat(absence.outage().from()).isEqualTo(at(6)));
    }

    @Test
    void endWithoutADeedIsACrash() {
        did(Deed.Kind.READY, 1).did(Deed.Kind.ENDED, 5);
        assertThat(only(done().newest(NODE)).outage().kind()).isEqualTo(Failure.CRASH);
        assertThat(only(done().newest(NODE)).words(ZoneId.of("UTC"))).startsWith("ended by itself ");
    }

    @Test
    void nodeThatOthersStartedAgainIsBackSinceItsProcessWasMade() {
        did(Deed.Kind.KILL, 5).did(Deed.Kind.ENDED, 5);
        var same = new NodeProcess.External(7, new Address("127.0.0.1", 8001), at(-100));
        var other = new NodeProcess.External(8, new Address("127.0.0.1", 8001), at(9));
        assertThat(WhatWasDone.of(deeds, Map.of(NODE, same), List.of(), HeartbeatSettings.DEFAULT)
                        .isOut(NODE, at(10)))
                .isTrue();
        assertThat(WhatWasDone.of(deeds, Map.of(NODE, other), List.of(), HeartbeatSettings.DEFAULT)
                        .isOut(NODE, at(10)))
                .isFalse();
    }
}
