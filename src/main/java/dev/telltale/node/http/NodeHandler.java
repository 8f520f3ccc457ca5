package dev.telltale.node.http;

import dev.telltale.fault.Endpoint;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.node.Inbox;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.PeerSnapshot;
import dev.telltale.node.http.endpoint.BlockingQuery;
import dev.telltale.node.http.endpoint.DetectorEndpoint;
import dev.telltale.node.http.endpoint.FaultsEndpoint;
import dev.telltale.node.http.endpoint.StatusEndpoint;
import dev.telltale.node.http.endpoint.StatusPublisher;
import dev.telltale.node.http.protocol.HttpApi;
import dev.telltale.node.http.protocol.JsonResponses;
import dev.telltale.node.http.protocol.PendingProbes;
import dev.telltale.wire.ProbeJson;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/** HTTP in, plain calls out. Every request is answered on the I/O thread and never blocks it. */
final class NodeHandler implements HttpHandler {
    private final StatusEndpoint pages;
    private final StatusPublisher board;
    private final Inbox inbox;
    private final PendingProbes desk;
    private final LeaveBarrier farewell;
    private final DetectorEndpoint detector;
    private final FaultsEndpoint faults;
    private final FaultyService service;

    NodeHandler(
            StatusEndpoint pages,
            StatusPublisher board,
            Inbox inbox,
            PendingProbes desk,
            LeaveBarrier farewell,
            DetectorEndpoint detector,
            FaultsEndpoint faults,
            FaultyService service) {
        this.pages = pages;
        this.board = board;
        this.inbox = inbox;
        this.desk = desk;
        this.farewell = farewell;
        this.detector = detector;
        this.faults = faults;
        this.service = service;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        switch (exchange.getRequestPath()) {
            case HttpApi.HEARTBEAT -> read(exchange, this::heartbeat);
            case HttpApi.STATUS -> read(exchange, this::status);
            case HttpApi.FAULTS -> faults.handle(exchange);
            case HttpApi.PROBE -> read(exchange, this::probe);
            case HttpApi.DETECTOR -> {
                if (exchange.getRequestMethod().equals(Methods.PUT)) {
                    detector.put(exchange);
                } else {
                    wrongMethod(exchange, "PUT", "this path is only set");
                }
            }
            default ->
                JsonResponses.refuse(
                        exchange,
                        StatusCodes.NOT_FOUND,
                        "no such path",
                        "this node answers GET /heartbeat and GET /status");
        }
    }

    private static void read(HttpServerExchange exchange, Consumer<HttpServerExchange> page) {
        HttpString method = exchange.getRequestMethod();
        if (method.equals(Methods.GET) || method.equals(Methods.HEAD)) {
            page.accept(exchange);
        } else {
            wrongMethod(exchange, "GET, HEAD", "this path is only read");
        }
    }

    private static void wrongMethod(HttpServerExchange exchange, String allowed, String error) {
        exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
        JsonResponses.refuse(exchange, StatusCodes.METHOD_NOT_ALLOWED, error, "use " + allowed.replaceFirst(",.*", ""));
    }

    private void heartbeat(HttpServerExchange exchange) {
        String from = exchange.getRequestHeaders().getFirst(HttpApi.FROM);
        boolean isLeaving = farewell.hasBegun();
        if (isLeaving) {
            farewell.told(from);
        } else if (from != null) {
            hint(from, exchange.getRequestHeaders().contains(HttpApi.LEAVING));
        }
        JsonResponses.send(
                exchange, isLeaving ? StatusCodes.SERVICE_UNAVAILABLE : StatusCodes.OK, pages.heartbeat(isLeaving));
    }

    /**
     * Only a peer of ours that we do not hold up, or one that says that it leaves, is worth a look; anything else that
     * stands there means nothing.
     */
    private void hint(String from, boolean saysItLeaves) {
        PeerReport peer = peer(from);
        if (peer == null) {
            return;
        }
        if (saysItLeaves) {
            inbox.put(new NodeEvent.Leaving(peer.id()));
        } else if (peer.status() != Status.UP) {
            inbox.put(new NodeEvent.HeartbeatReceived(peer.id()));
        }
    }

    private @Nullable PeerReport peer(String name) {
        for (PeerSnapshot belief : board.current().peers()) {
            if (belief.report().id().value().equals(name)) {
                return belief.report();
            }
        }
        return null;
    }

    private void status(HttpServerExchange exchange) {
        BlockingQuery query;
        try {
            query = BlockingQuery.of(exchange.getQueryParameters());
        } catch (IllegalArgumentException e) {
            JsonResponses.refuse(
                    exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()), "use /status?index=42&wait=10s");
            return;
        }
        if (query.isPlain()) {
            JsonResponses.send(exchange, StatusCodes.OK, pages.status());
            return;
        }
        XnioIoThread io = exchange.getIoThread();
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> board.await(query.index(), query.waitMillis(), io, () -> answerNow(exchange)));
    }

    /** Something may have been broken while the question waited. */
    private void answerNow(HttpServerExchange exchange) {
        try {
            service.serve(exchange, Endpoint.STATUS, now -> JsonResponses.send(now, StatusCodes.OK, pages.status()));
        } catch (Exception e) {
            throw new IllegalStateException("a page cannot be sent", e);
        }
    }

    private void probe(HttpServerExchange exchange) {
        Deque<String> names = exchange.getQueryParameters().get(HttpApi.SUBJECT);
        PeerReport peer = names == null || names.size() != 1 ? null : peer(names.getFirst());
        if (peer == null) {
            JsonResponses.refuse(
                    exchange,
                    StatusCodes.BAD_REQUEST,
                    "the subject of a probe is one peer of this node",
                    "use /probe?subject=node2");
            return;
        }
        NodeId subject = peer.id();
        XnioIoThread io = exchange.getIoThread();
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> desk.ask(subject, io, attempt -> {
                    if (attempt == null) {
                        JsonResponses.refuse(
                                exchange,
                                StatusCodes.SERVICE_UNAVAILABLE,
                                "the attempt did not end in time",
                                "try again");
                    } else {
                        var answer = new ProbeJson(subject, attempt.evidence(), attempt.incarnation());
                        JsonResponses.send(exchange, StatusCodes.OK, answer.write());
                    }
                }));
    }
}
