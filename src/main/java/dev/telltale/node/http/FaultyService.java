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

/** Serves as far as the node's faults let it: late, wrongly, or not at all. I/O thread only. */
final class FaultyService {
    private static final byte[] GARBAGE = "<<< this is no JSON".getBytes(StandardCharsets.US_ASCII);
    /** Whoever asked has given up by then; until then the connection counts against the door. */
    private static final long MIN_SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final NodeFaults faults;
    private final long silenceNanos;

    /** @param deadlineNanos of the peers' attempts */
    FaultyService(NodeFaults faults, long deadlineNanos) {
        this.faults = faults;
        silenceNanos = Math.max(MIN_SILENCE_NANOS, 2 * deadlineNanos);
    }

    /** What is broken now counts: who lets a question wait serves it when the wait is over. */
    void serve(HttpServerExchange exchange, Endpoint page, HttpHandler healthy) throws Exception {
        ResponseBehavior service = isHeard(exchange.getRequestHeaders().getFirst(HttpApi.FROM))
                ? faults.serving(page)
                : new ResponseBehavior(ResponseBehavior.Mode.SILENCE, 0);
        if (service.isNormal()) {
            healthy.handleRequest(exchange);
        } else {
            answer(exchange, service, healthy);
        }
    }

    private boolean isHeard(String from) {
        if (from == null) {
            return true;
        }
        try {
            return faults.isHeardFrom(new NodeId(from));
        } catch (IllegalArgumentException notAName) {
            return true;
        }
    }

    private void answer(HttpServerExchange exchange, ResponseBehavior service, HttpHandler healthy) {
        XnioIoThread io = exchange.getIoThread();
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            if (service.manner() == ResponseBehavior.Mode.SILENCE) {
                io.executeAfter(() -> IoUtils.safeClose(exchange.getConnection()), silenceNanos, TimeUnit.NANOSECONDS);
            } else if (service.delayNanos() > 0) {
                io.executeAfter(() -> speak(exchange, service, healthy), service.delayNanos(), TimeUnit.NANOSECONDS);
            } else {
                speak(exchange, service, healthy);
            }
        });
    }

    private static void speak(HttpServerExchange exchange, ResponseBehavior service, HttpHandler healthy) {
        switch (service.manner()) {
            case ERROR ->
                JsonResponses.refuse(
                        exchange, StatusCodes.INTERNAL_SERVER_ERROR, "broken on purpose", "telltale heal mends it");
            case GARBAGE -> JsonResponses.send(exchange, StatusCodes.OK, GARBAGE);
            default -> exchange.dispatch(SameThreadExecutor.INSTANCE, healthy);
        }
    }
}
