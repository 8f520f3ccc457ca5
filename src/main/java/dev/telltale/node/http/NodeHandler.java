package dev.telltale.node.http;

import dev.telltale.fault.Endpoint;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.node.Inbox;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.PeerSnapshot;
import dev.telltale.node.http.endpoint.BlockingQuery;
import dev.telltale.node.http.endpoint.FaultsEndpoint;
import dev.telltale.node.http.endpoint.StatusEndpoint;
import dev.telltale.node.http.endpoint.StatusPublisher;
import dev.telltale.node.http.endpoint.TraceEndpoint;
import dev.telltale.node.http.guard.ConnectionLimiter;
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
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/** Routes the requests of a node to its endpoints. I/O thread only; never blocks it. */
final class NodeHandler implements HttpHandler {
    private final StatusEndpoint statusEndpoint;
    private final StatusPublisher publisher;
    private final TraceEndpoint trace;
    private final Inbox inbox;
    private final PendingProbes pendingProbes;
    private final LeaveBarrier leaveBarrier;
    private final FaultsEndpoint faults;
    private final FaultyService faultyService;
    private final ConnectionLimiter connections;

    NodeHandler(
            StatusEndpoint statusEndpoint,
            StatusPublisher publisher,
            TraceEndpoint trace,
            Inbox inbox,
            PendingProbes pendingProbes,
            LeaveBarrier leaveBarrier,
            FaultsEndpoint faults,
            FaultyService faultyService,
            ConnectionLimiter connections) {
        this.statusEndpoint = statusEndpoint;
        this.publisher = publisher;
        this.trace = trace;
        this.inbox = inbox;
        this.pendingProbes = pendingProbes;
        this.leaveBarrier = leaveBarrier;
        this.faults = faults;
        this.faultyService = faultyService;
        this.connections = connections;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        switch (exchange.getRequestPath()) {
            case HttpApi.HEARTBEAT -> read(exchange, this::heartbeat);
            case HttpApi.STATUS -> read(exchange, this::status);
            case HttpApi.TRACE -> read(exchange, this::trace);
            case HttpApi.FAULTS -> faults.handle(exchange);
            case HttpApi.PROBE -> read(exchange, this::probe);
            default ->
                JsonResponses.sendError(
                        exchange, StatusCodes.NOT_FOUND, "no such path", "use GET /heartbeat or GET /status");
        }
    }

    private static void read(HttpServerExchange exchange, Consumer<HttpServerExchange> endpoint) {
        HttpString method = exchange.getRequestMethod();
        if (method.equals(Methods.GET) || method.equals(Methods.HEAD)) {
            endpoint.accept(exchange);
        } else {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
            JsonResponses.sendError(exchange, StatusCodes.METHOD_NOT_ALLOWED, "this path is read-only", "use GET");
        }
    }

    private void heartbeat(HttpServerExchange exchange) {
        String from = exchange.getRequestHeaders().getFirst(HttpApi.FROM);
        boolean isLeaving = leaveBarrier.hasBegun();
        if (isLeaving) {
            leaveBarrier.onAnnounced(from);
        } else if (from != null) {
            hint(from, exchange.getRequestHeaders().contains(HttpApi.LEAVING));
        }
        byte[] json = statusEndpoint.heartbeat(isLeaving);
        if (isLeaving) {
            JsonResponses.send(exchange, StatusCodes.SERVICE_UNAVAILABLE, json);
        } else if (JsonResponses.isSigned(exchange)) {
            JsonResponses.send(exchange, StatusCodes.OK, json);
        } else {
            boolean isAnnounced = exchange.getRequestHeaders().contains(HttpApi.LEAVING);
            sendRepeatedly(exchange, json, () -> {
                if (from != null) {
                    hint(from, isAnnounced);
                }
                return statusEndpoint.heartbeat(false);
            });
        }
    }

    /**
     * Sends the body, and to the same request on the same connection the next one, without parsing it again, while the
     * node behaves normally.
     */
    private void sendRepeatedly(HttpServerExchange exchange, byte[] json, Supplier<byte[]> next) {
        connections.remember(
                exchange,
                json.length,
                () -> leaveBarrier.hasBegun() || !faultyService.isNormal() ? null : JsonResponses.complete(next.get()));
        JsonResponses.send(exchange, StatusCodes.OK, json);
    }

    /** Enqueues a hint if the client names a peer that is leaving, or that is not up; any other name is ignored. */
    private void hint(String from, boolean announcesLeave) {
        PeerReport peer = peer(from);
        if (peer == null) {
            return;
        }
        leaveBarrier.onRequest(peer.id(), announcesLeave);
        if (announcesLeave) {
            inbox.put(new NodeEvent.LeaveAnnounced(peer.id()));
        } else if (peer.status() != Status.UP) {
            inbox.put(new NodeEvent.HeartbeatRequested(peer.id()));
        }
    }

    private @Nullable PeerReport peer(String name) {
        for (PeerSnapshot snapshot : publisher.current().peers()) {
            if (snapshot.report().id().value().equals(name)) {
                return snapshot.report();
            }
        }
        return null;
    }

    private void status(HttpServerExchange exchange) {
        BlockingQuery query = query(exchange, BlockingQuery::of, "use /status?index=42&wait=10s");
        if (query == null) {
            return;
        }
        if (query.isPlain()) {
            sendRepeatedly(exchange, statusEndpoint.status(), statusEndpoint::status);
            return;
        }
        XnioIoThread io = exchange.getIoThread();
        HttpHandler response = now -> JsonResponses.send(now, StatusCodes.OK, statusEndpoint.status());
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> publisher.await(query.index(), query.waitMillis(), io, () -> respondNow(exchange, response)));
    }

    private void trace(HttpServerExchange exchange) {
        BlockingQuery query = query(exchange, BlockingQuery::ofTrace, "use /trace?from=42&wait=10s");
        if (query == null) {
            return;
        }
        long from = query.isPlain() ? 0 : query.index();
        XnioIoThread io = exchange.getIoThread();
        HttpHandler response = now -> JsonResponses.sendBinary(now, trace.body(from));
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> trace.await(from, query.waitMillis(), io, () -> respondNow(exchange, response)));
    }

    /** The parameters of a blocking query; null if they are bad, and then the response is sent. */
    private static @Nullable BlockingQuery query(
            HttpServerExchange exchange, Function<Map<String, Deque<String>>, BlockingQuery> parser, String hint) {
        try {
            return parser.apply(exchange.getQueryParameters());
        } catch (IllegalArgumentException e) {
            JsonResponses.sendError(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()), hint);
            return null;
        }
    }

    /** Responds under the faults that are active now: they may have changed during the wait. */
    private void respondNow(HttpServerExchange exchange, HttpHandler response) {
        try {
            faultyService.handle(exchange, Endpoint.STATUS, response);
        } catch (Exception e) {
            throw new IllegalStateException("the response to a blocking query cannot be sent", e);
        }
    }

    private void probe(HttpServerExchange exchange) {
        Deque<String> names = exchange.getQueryParameters().get(HttpApi.SUBJECT);
        PeerReport peer = names == null || names.size() != 1 ? null : peer(names.getFirst());
        if (peer == null) {
            JsonResponses.sendError(
                    exchange,
                    StatusCodes.BAD_REQUEST,
                    "the subject of a probe must be one peer of this node",
                    "use /probe?subject=node2");
            return;
        }
        NodeId subject = peer.id();
        XnioIoThread io = exchange.getIoThread();
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> pendingProbes.add(subject, io, attempt -> {
                    if (attempt == null) {
                        JsonResponses.sendError(
                                exchange,
                                StatusCodes.SERVICE_UNAVAILABLE,
                                "the attempt did not end in time",
                                "try again");
                    } else {
                        var result = new ProbeJson(subject, attempt.evidence(), attempt.incarnation());
                        JsonResponses.send(exchange, StatusCodes.OK, result.write());
                    }
                }));
    }
}
