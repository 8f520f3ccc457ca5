package dev.telltale.node.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.HeartbeatSettings;
import dev.telltale.node.http.OpenFiles;
import dev.telltale.testkit.Proc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLimitsTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
        2147483647, 2,   100, 32
        1024,       2,   100, 32
        1024,       100, 296, 32
        492,        100, 296, 32
        491,        100, 295, 32
        256,        2,   100, 32
        256,        100, 100, 4
        128,        2,   30,  32
        64,         2,   2,   4
        """)
    void theConnectionLimitLeavesFilesForThePeers(int mostFiles, int peers, int connections, int spare) {
        ServerLimits limits = ServerLimits.of(HeartbeatSettings.DEFAULT, peers, mostFiles);
        assertThat(limits.connections()).isEqualTo(connections);
        assertThat(limits.spare()).isEqualTo(spare);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        492, 100, -
        491, 100, 'may open only 491 files, and can use 492 with 100 peers: raise the limit with ulimit -n'
        256, 2,   -
        """)
    void aTooLowOpenFilesLimitIsReported(int mostFiles, int peers, String remark) {
        assertThat(ServerLimits.warning(peers, mostFiles)).isEqualTo(remark);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        'Max processes             96551      96551      processes\nMax open files            256        4096       files', 256
        'Max open files            1048576    1048576    files',                                                          1048576
        'Max open files            unlimited  unlimited  files',                                                          2147483647
        """)
    void theSoftLimitOfOpenFilesIsUsed(String limits, int most) {
        assertThat(OpenFiles.limit(limits.replace("\\n", "\n"))).isEqualTo(most);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Max open files", "Max processes 5 5 processes"})
    void anUnknownOpenFilesLimitCountsAsNone(String limits) {
        assertThat(OpenFiles.limit(limits)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessHasAnOpenFilesLimit() {
        assertThat(OpenFiles.limit()).isGreaterThan(Proc.openFiles());
    }
}
