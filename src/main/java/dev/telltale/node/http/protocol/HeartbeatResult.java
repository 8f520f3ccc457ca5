package dev.telltale.node.http.protocol;

import dev.telltale.model.Address;
import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.Heartbeat;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import dev.telltale.wire.ErrorJson;
import dev.telltale.wire.HeartbeatJson;
import dev.telltale.wire.WireException;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The result of a request for {@code GET /heartbeat}: its evidence, and what the response contained. */
public record HeartbeatResult(
        Evidence evidence,
        @Nullable Long incarnation,
        @Nullable String error,
        @Nullable Duration starved) {

    /** A result without a starvation time. */
    public HeartbeatResult(Evidence evidence, @Nullable Long incarnation, @Nullable String error) {
        this(evidence, incarnation, error, null);
    }

    /** Evaluates a complete response. */
    public static HeartbeatResult of(Member peer, int code, byte[] bytes, int length) {
        // A leaving node responds with 503, so that a client that checks only the code takes it for a failure.
        if (code != StatusCodes.OK && code != StatusCodes.SERVICE_UNAVAILABLE) {
            return badStatus(code, bytes, length);
        }
        try {
            Heartbeat heartbeat = HeartbeatJson.read(bytes, length);
            return ofHeartbeat(peer, heartbeat, code == StatusCodes.OK ? null : badStatus(code, bytes, length));
        } catch (WireException e) {
            return code == StatusCodes.OK
                    ? new HeartbeatResult(Evidence.BAD_BODY, null, e.getMessage())
                    : badStatus(code, bytes, length);
        }
    }

    private static HeartbeatResult ofHeartbeat(Member peer, Heartbeat heartbeat, @Nullable HeartbeatResult badStatus) {
        if (!heartbeat.nodeId().equals(peer.id())) {
            return new HeartbeatResult(
                    Evidence.WRONG_NODE, null, heartbeat.nodeId() + " answered at " + peer.address());
        }
        if (heartbeat.leaving()) {
            return new HeartbeatResult(Evidence.LEFT, heartbeat.incarnation(), "announced that it leaves");
        }
        return badStatus == null
                ? new HeartbeatResult(Evidence.OK, heartbeat.incarnation(), null, heartbeat.starved())
                : badStatus;
    }

    /** No complete response before the deadline. */
    public static HeartbeatResult timeout(String reason) {
        return new HeartbeatResult(Evidence.TIMEOUT, null, reason);
    }

    /** No connection: refused, or a timeout for any other reason. */
    public static HeartbeatResult notConnected(Address address, IOException e) {
        if (e instanceof ConnectException) {
            return new HeartbeatResult(Evidence.REFUSED, null, "connection refused by " + address);
        }
        // Unreachable or without an address: not a refusal, because it says nothing about the process.
        return timeout(
                e instanceof UnknownHostException
                        ? Callbacks.reason(e)
                        : "cannot connect to " + address + ": " + Callbacks.reason(e));
    }

    /** The connection broke before the response was complete. */
    public static HeartbeatResult reset(Address address, IOException e) {
        return new HeartbeatResult(Evidence.RESET, null, "connection to " + address + " broke: " + Callbacks.reason(e));
    }

    /** The attempt with this result, which ended at {@code now} and took this long. */
    public Attempt attempt(NodeId peer, ClockReading now, Duration took) {
        return new Attempt(peer, evidence, now, took, incarnation, error, starved);
    }

    /** Whether another process may have accepted the connection, so that the host's next address is worth a try. */
    public boolean mayBeOtherProcess() {
        return evidence != Evidence.OK && evidence != Evidence.LEFT && evidence != Evidence.REFUSED;
    }

    /** Whether the connection cannot be used for another request. */
    public boolean needsNewConnection() {
        return evidence == Evidence.TIMEOUT || evidence == Evidence.BAD_BODY || evidence == Evidence.RESET;
    }

    private static HeartbeatResult badStatus(int code, byte[] bytes, int length) {
        return new HeartbeatResult(Evidence.BAD_STATUS, null, "answered with " + ErrorJson.status(code, bytes, length));
    }
}
