package dev.telltale.node.http;

import dev.telltale.model.Evidence;
import dev.telltale.model.Heartbeat;
import dev.telltale.model.Member;
import dev.telltale.wire.HeartbeatJson;
import dev.telltale.wire.WireException;
import io.undertow.util.StatusCodes;
import org.jspecify.annotations.Nullable;

/** What a whole answer to {@code GET /heartbeat} is worth. */
record PeerAnswer(
        Evidence evidence,
        @Nullable Long incarnation,
        @Nullable String error) {

    static PeerAnswer of(Member peer, int code, byte[] bytes, int length) {
        // A node that leaves says so with 503, so that a client which knows only codes takes it for no heartbeat.
        if (code != StatusCodes.OK && code != StatusCodes.SERVICE_UNAVAILABLE) {
            return badStatus(code);
        }
        try {
            return judged(peer, code, HeartbeatJson.read(bytes, length));
        } catch (WireException e) {
            return code == StatusCodes.OK ? new PeerAnswer(Evidence.BAD_BODY, null, e.getMessage()) : badStatus(code);
        }
    }

    private static PeerAnswer judged(Member peer, int code, Heartbeat heartbeat) {
        if (!heartbeat.nodeId().equals(peer.id())) {
            return new PeerAnswer(Evidence.WRONG_NODE, null, heartbeat.nodeId() + " answered at " + peer.address());
        }
        if (heartbeat.leaving()) {
            return new PeerAnswer(Evidence.LEFT, heartbeat.incarnation(), "said that it leaves");
        }
        return code == StatusCodes.OK ? new PeerAnswer(Evidence.OK, heartbeat.incarnation(), null) : badStatus(code);
    }

    private static PeerAnswer badStatus(int code) {
        return new PeerAnswer(Evidence.BAD_STATUS, null, "answered with status " + code);
    }
}
