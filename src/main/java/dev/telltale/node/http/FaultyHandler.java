package dev.telltale.node.http;

import dev.telltale.faults.Service;
import dev.telltale.model.NodeId;
import dev.telltale.model.Page;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioIoThread;

/** The node's handler, as far as the node's faults let it. The port that heals them is never in their way. */
final class FaultyHandler implements HttpHandler {
    private static final byte[] GARBAGE = "<<< this is no JSON".getBytes(StandardCharsets.US_ASCII);
    /** Whoever asked has given up by then; until then the connection counts against the door. */
    private static final long SHORTEST_SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final NodeFaults faults;
    private final HttpHandler healthy;
    private final long silenceNanos;

    /** @param deadlineNanos of the peers' attempts */
    FaultyHandler(NodeFaults faults, HttpHandler healthy, long deadlineNanos) {
        this.faults = faults;
        this.healthy = healthy;
        silenceNanos = Math.max(SHORTEST_SILENCE_NANOS, 2 * deadlineNanos);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        if (faults.isEmpty() || path.equals(Paths.FAULTS)) {
            healthy.handleRequest(exchange);
            return;
        }
        Service service = isHeard(exchange.getRequestHeaders().getFirst(Paths.FROM))
                ? faults.serving(path.equals(Paths.STATUS) ? Page.STATUS : Page.HEARTBEAT)
                : new Service(Service.Manner.SILENCE, 0);
        if (service.isNormal()) {
            healthy.handleRequest(exchange);
        } else {
            answer(exchange, service);
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

    private void answer(HttpServerExchange exchange, Service service) {
        XnioIoThread io = exchange.getIoThread();
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            if (service.manner() == Service.Manner.SILENCE) {
                io.executeAfter(() -> IoUtils.safeClose(exchange.getConnection()), silenceNanos, TimeUnit.NANOSECONDS);
            } else if (service.delayNanos() > 0) {
                io.executeAfter(() -> speak(exchange, service), service.delayNanos(), TimeUnit.NANOSECONDS);
            } else {
                speak(exchange, service);
            }
        });
    }

    private void speak(HttpServerExchange exchange, Service service) {
        switch (service.manner()) {
            case ERROR ->
                Answers.refuse(
                        exchange, StatusCodes.INTERNAL_SERVER_ERROR, "broken on purpose", "telltale heal mends it");
            case GARBAGE -> Answers.send(exchange, StatusCodes.OK, GARBAGE);
            default -> exchange.dispatch(SameThreadExecutor.INSTANCE, healthy);
        }
    }
}
