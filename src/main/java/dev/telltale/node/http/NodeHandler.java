package dev.telltale.node.http;

import dev.telltale.model.Heartbeat;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Report;
import dev.telltale.model.Status;
import dev.telltale.node.Beliefs;
import dev.telltale.node.Identity;
import dev.telltale.node.Inbox;
import dev.telltale.node.Signal;
import dev.telltale.time.NanoClock;
import dev.telltale.wire.ErrorJson;
import dev.telltale.wire.HeartbeatJson;
import dev.telltale.wire.StatusJson;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/** HTTP in, plain calls out. Every request is answered on the I/O thread and never blocks it. */
final class NodeHandler implements HttpHandler {
    private static final HttpString NO_SNIFF = new HttpString("X-Content-Type-Options");
    private static final String DETECTOR = "evidence";

    private final Identity identity;
    private final HeartbeatSettings settings;
    private final BeliefBoard board;
    private final Inbox inbox;
    private final NanoClock clock;

    NodeHandler(Identity identity, HeartbeatSettings settings, BeliefBoard board, Inbox inbox, NanoClock clock) {
        this.identity = identity;
        this.settings = settings;
        this.board = board;
        this.inbox = inbox;
        this.clock = clock;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        String path = exchange.getRequestPath();
        boolean isKnown = path.equals(Paths.HEARTBEAT) || path.equals(Paths.STATUS);
        if (!isKnown) {
            refuse(exchange, StatusCodes.NOT_FOUND, "no such path", "this node answers GET /heartbeat and GET /status");
        } else if (!exchange.getRequestMethod().equals(Methods.GET)
                && !exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
            refuse(exchange, StatusCodes.METHOD_NOT_ALLOWED, "this path is only read", "use GET");
        } else if (path.equals(Paths.HEARTBEAT)) {
            heartbeat(exchange);
        } else {
            status(exchange);
        }
    }

    private void heartbeat(HttpServerExchange exchange) {
        knock(exchange.getRequestHeaders().getFirst(Paths.FROM));
        var heartbeat = new Heartbeat(identity.id(), clock.now().wall(), identity.incarnation(), identity.pid());
        answer(exchange, StatusCodes.OK, HeartbeatJson.write(heartbeat));
    }

    /** Only a peer of ours that we do not hold up is worth a look; anything else that stands there means nothing. */
    private void knock(@Nullable String from) {
        if (from == null) {
            return;
        }
        for (PeerReport peer : board.current().peers()) {
            if (peer.id().value().equals(from) && peer.status() != Status.UP) {
                inbox.put(new Signal.Knocked(new NodeId(from)));
            }
        }
    }

    private void status(HttpServerExchange exchange) {
        BlockingQuery query;
        try {
            query = BlockingQuery.of(exchange.getQueryParameters());
        } catch (IllegalArgumentException e) {
            refuse(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()), "use /status?index=42&wait=10s");
            return;
        }
        if (query.isPlain()) {
            answer(exchange, StatusCodes.OK, report());
            return;
        }
        XnioIoThread io = exchange.getIoThread();
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> board.await(
                        query.index(), query.waitMillis(), io, () -> answer(exchange, StatusCodes.OK, report())));
    }

    private byte[] report() {
        Moment now = clock.now();
        Beliefs beliefs = board.current();
        return StatusJson.write(new Report(
                identity.id(),
                identity.incarnation(),
                identity.pid(),
                beliefs.version(),
                now.wall(),
                now.since(identity.started()),
                settings,
                DETECTOR,
                beliefs.peers()));
    }

    private static void refuse(HttpServerExchange exchange, int code, String error, String hint) {
        answer(exchange, code, ErrorJson.write(error, hint));
    }

    private static void answer(HttpServerExchange exchange, int code, byte[] json) {
        exchange.setStatusCode(code);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseHeaders().put(NO_SNIFF, "nosniff");
        exchange.getResponseSender().send(ByteBuffer.wrap(json));
    }
}
