package dev.telltale.recording.recorder;

import dev.telltale.client.TraceClient;
import dev.telltale.model.Member;
import dev.telltale.trace.TraceChunk;
import java.io.IOException;
import java.time.Duration;

/**
 * Reads the traces of running nodes over HTTP.
 *
 * @param client signs the requests, if the nodes need that
 */
public record HttpTraces(TraceClient client) implements TraceSource {
    @Override
    public Chunk read(Member node, long from, Duration wait) throws IOException {
        TraceChunk read = client.read(node, from, wait);
        return new Chunk(read.encodedHeader(), read.encodedTicks(), read.first(), read.next(), read.lost());
    }
}
