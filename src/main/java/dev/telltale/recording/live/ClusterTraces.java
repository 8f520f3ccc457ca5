package dev.telltale.recording.live;

import dev.telltale.auth.ClusterIdentity;
import dev.telltale.client.TraceClient;
import dev.telltale.config.ClusterConfig;
import dev.telltale.net.HostName;
import dev.telltale.platform.KeyFile;
import dev.telltale.recording.recorder.HttpTraces;
import dev.telltale.recording.recorder.TraceSource;
import java.io.IOException;
import java.nio.file.Path;

/** The traces of the nodes of a config. */
public final class ClusterTraces {
    private ClusterTraces() {}

    /**
     * Reads the key of the cluster, if it has one, with which the requests are signed.
     *
     * @throws IOException with one sentence, if the key cannot be read
     */
    public static TraceSource of(ClusterConfig cluster) throws IOException {
        Path keyFile = cluster.keyFile();
        var identity = keyFile == null ? null : new ClusterIdentity(cluster.cluster(), KeyFile.read(keyFile));
        return new HttpTraces(new TraceClient(HostName::ofSystem, identity));
    }
}
