package dev.telltale.launcher;

import dev.telltale.config.Restart;
import dev.telltale.model.Member;
import dev.telltale.time.NanoClock;
import java.nio.file.Path;

/** What all node slots of one launcher share. */
record SlotTools(
        Spawner spawner,
        RunRecords records,
        Path outputFolder,
        Patience patience,
        NanoClock clock,
        Truth truth,
        Board board,
        SoleThread thread,
        ClusterClaim claim,
        StartQueue queue,
        Restart restart) {

    /** Makes the process of a member. */
    @FunctionalInterface
    interface Spawner {
        Process spawn(Member member) throws NodeStartException;
    }
}
