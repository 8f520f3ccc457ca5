package dev.telltale.node.http;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.ResponseBehavior;
import dev.telltale.model.NodeId;
import dev.telltale.node.http.protocol.HttpApi;
import dev.telltale.node.http.protocol.JsonResponses;
import dev.telltale.node.http.protocol.NodeFaults;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioIoThread;

/** Handles a request as the injected faults demand: normally, late, wrongly, or not at all. I/O thread only. */
final class FaultyService {
    private static final byte[] GARBAGE = "<<< this is no JSON".getBytes(StandardCharsets.US_ASCII);
    /** By then the client has timed out. Until then the connection counts against the connection limit. */
    private static final long MIN_SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final NodeFaults faults;
    private final long silenceNanos;

    /** @param deadlineNanos deadline of the peers' attempts, in nanoseconds */
    FaultyService(NodeFaults faults, long deadlineNanos) {
        this.faults = faults;
        silenceNanos = Math.max(MIN_SILENCE_NANOS, 2 * deadlineNanos);
    }

    /** Whether no fault is active, so that every request is handled normally. */
    boolean isNormal() {
        return faults.isEmpty();
    }

    /** Handles the request under the faults active now. A blocking query is passed in when its wait is over. */
    void handle(HttpServerExchange exchange, Endpoint endpoint, HttpHandler next) throws Exception {
        ResponseBehavior behavior = receivesFrom(exchange.getRequestHeaders().getFirst(HttpApi.FROM))
                ? faults.responseBehavior(endpoint)
                : new ResponseBehavior(ResponseBehavior.Mode.SILENCE, 0);
        if (behavior.isNormal()) {
            next.handleRequest(exchange);
        } else {
            respond(exchange, behavior, next);
        }
    }

    private boolean receivesFrom(String from) {
        if (from == null) {
            return true;
        }
        try {
            return faults.receivesFrom(new NodeId(from));
        } catch (IllegalArgumentException notAName) {
            return true;
        }
    }

    private void respond(HttpServerExchange exchange, ResponseBehavior behavior, HttpHandler next) {
        XnioIoThread io = exchange.getIoThread();
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            if (behavior.mode() == ResponseBehavior.Mode.SILENCE) {
                io.executeAfter(() -> IoUtils.safeClose(exchange.getConnection()), silenceNanos, TimeUnit.NANOSECONDS);
            } else if (behavior.delayNanos() > 0) {
                io.executeAfter(() -> send(exchange, behavior, next), behavior.delayNanos(), TimeUnit.NANOSECONDS);
            } else {
                send(exchange, behavior, next);
            }
        });
    }

    private static void send(HttpServerExchange exchange, ResponseBehavior behavior, HttpHandler next) {
        switch (behavior.mode()) {
            case ERROR ->
                JsonResponses.sendError(
                        exchange,
                        StatusCodes.INTERNAL_SERVER_ERROR,
                        "an error fault is active",
                        "clear it with telltale heal");
            case GARBAGE -> JsonResponses.send(exchange, StatusCodes.OK, GARBAGE);
            default -> exchange.dispatch(SameThreadExecutor.INSTANCE, next);
        }
    }
}
