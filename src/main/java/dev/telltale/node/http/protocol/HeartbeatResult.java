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

/** What an answer to {@code GET /heartbeat} is worth, or that there is none. */
public record HeartbeatResult(
        Evidence evidence,
        @Nullable Long incarnation,
        @Nullable String error,
        @Nullable Duration starved) {

    public HeartbeatResult(Evidence evidence, @Nullable Long incarnation, @Nullable String error) {
        this(evidence, incarnation, error, null);
    }

    public static HeartbeatResult of(Member peer, int code, byte[] bytes, int length) {
        // A node that leaves says so with 503, so that a client which knows only codes takes it for no heartbeat.
        if (code != StatusCodes.OK && code != StatusCodes.SERVICE_UNAVAILABLE) {
            return badStatus(code, bytes, length);
        }
        try {
            Heartbeat heartbeat = HeartbeatJson.read(bytes, length);
            return judged(peer, heartbeat, code == StatusCodes.OK ? null : badStatus(code, bytes, length));
        } catch (WireException e) {
            return code == StatusCodes.OK
                    ? new HeartbeatResult(Evidence.BAD_BODY, null, e.getMessage())
                    : badStatus(code, bytes, length);
        }
    }

    private static HeartbeatResult judged(Member peer, Heartbeat heartbeat, @Nullable HeartbeatResult badStatus) {
        if (!heartbeat.nodeId().equals(peer.id())) {
            return new HeartbeatResult(
                    Evidence.WRONG_NODE, null, heartbeat.nodeId() + " answered at " + peer.address());
        }
        if (heartbeat.leaving()) {
            return new HeartbeatResult(Evidence.LEFT, heartbeat.incarnation(), "said that it leaves");
        }
        return badStatus == null
                ? new HeartbeatResult(Evidence.OK, heartbeat.incarnation(), null, heartbeat.starved())
                : badStatus;
    }

    public static HeartbeatResult none(String reason) {
        return new HeartbeatResult(Evidence.TIMEOUT, null, reason);
    }

    public static HeartbeatResult unconnected(Address address, IOException e) {
        if (e instanceof ConnectException) {
            return new HeartbeatResult(Evidence.REFUSED, null, "connection refused by " + address);
        }
        // Unreachable or without an address: there was no answer, which says nothing about the process.
        return none(
                e instanceof UnknownHostException
                        ? Callbacks.reason(e)
                        : "cannot connect to " + address + ": " + Callbacks.reason(e));
    }

    public static HeartbeatResult broken(Address address, IOException e) {
        return new HeartbeatResult(Evidence.RESET, null, "connection to " + address + " broke: " + Callbacks.reason(e));
    }

    public Attempt attempt(NodeId peer, ClockReading now, Duration took) {
        return new Attempt(peer, evidence, now, took, incarnation, error, starved);
    }

    /** Something took the connection, or might have, and did not answer as this peer does. */
    public boolean isFault() {
        return evidence != Evidence.OK && evidence != Evidence.LEFT && evidence != Evidence.REFUSED;
    }

    /** Nothing more can be asked on it. */
    public boolean spoilsConnection() {
        return evidence == Evidence.TIMEOUT || evidence == Evidence.BAD_BODY || evidence == Evidence.RESET;
    }

    private static HeartbeatResult badStatus(int code, byte[] bytes, int length) {
        return new HeartbeatResult(Evidence.BAD_STATUS, null, "answered with " + ErrorJson.status(code, bytes, length));
    }
}
