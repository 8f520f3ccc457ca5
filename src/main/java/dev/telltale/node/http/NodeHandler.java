package dev.telltale.node.http;

import dev.telltale.model.NodeId;
import dev.telltale.model.Page;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.node.Belief;
import dev.telltale.node.Inbox;
import dev.telltale.node.Signal;
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
    private final Pages pages;
    private final BeliefBoard board;
    private final Inbox inbox;
    private final ProbeDesk desk;
    private final Farewell farewell;
    private final DetectorPage detector;
    private final FaultsPage faults;
    private final FaultyService service;

    NodeHandler(
            Pages pages,
            BeliefBoard board,
            Inbox inbox,
            ProbeDesk desk,
            Farewell farewell,
            DetectorPage detector,
            FaultsPage faults,
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
            case Paths.HEARTBEAT -> read(exchange, this::heartbeat);
            case Paths.STATUS -> read(exchange, this::status);
            case Paths.FAULTS -> faults.handle(exchange);
            case Paths.PROBE -> read(exchange, this::probe);
            case Paths.DETECTOR -> {
                if (exchange.getRequestMethod().equals(Methods.PUT)) {
                    detector.put(exchange);
                } else {
                    wrongMethod(exchange, "PUT", "this path is only set");
                }
            }
            default ->
                Answers.refuse(
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
        Answers.refuse(exchange, StatusCodes.METHOD_NOT_ALLOWED, error, "use " + allowed.replaceFirst(",.*", ""));
    }

    private void heartbeat(HttpServerExchange exchange) {
        String from = exchange.getRequestHeaders().getFirst(Paths.FROM);
        boolean isLeaving = farewell.hasBegun();
        if (isLeaving) {
            farewell.told(from);
        } else if (from != null) {
            hint(from, exchange.getRequestHeaders().contains(Paths.LEAVING));
        }
        Answers.send(
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
            inbox.put(new Signal.Leaving(peer.id()));
        } else if (peer.status() != Status.UP) {
            inbox.put(new Signal.Knocked(peer.id()));
        }
    }

    private @Nullable PeerReport peer(String name) {
        for (Belief belief : board.current().peers()) {
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
            Answers.refuse(
                    exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()), "use /status?index=42&wait=10s");
            return;
        }
        if (query.isPlain()) {
            Answers.send(exchange, StatusCodes.OK, pages.status());
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
            service.serve(exchange, Page.STATUS, now -> Answers.send(now, StatusCodes.OK, pages.status()));
        } catch (Exception e) {
            throw new IllegalStateException("a page cannot be sent", e);
        }
    }

    private void probe(HttpServerExchange exchange) {
        Deque<String> names = exchange.getQueryParameters().get(Paths.SUBJECT);
        PeerReport peer = names == null || names.size() != 1 ? null : peer(names.getFirst());
        if (peer == null) {
            Answers.refuse(
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
                        Answers.refuse(
                                exchange,
                                StatusCodes.SERVICE_UNAVAILABLE,
                                "the attempt did not end in time",
                                "try again");
                    } else {
                        var answer = new ProbeJson(subject, attempt.evidence(), attempt.incarnation());
                        Answers.send(exchange, StatusCodes.OK, answer.write());
                    }
                }));
    }
}
