package dev.telltale.node.http.client;

import dev.telltale.auth.MessageSigner;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.node.http.protocol.Callbacks;
import dev.telltale.node.http.protocol.HeartbeatResult;
import dev.telltale.node.http.protocol.HttpApi;
import dev.telltale.node.http.protocol.SignedRequest;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.client.ClientResponse;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One {@code GET /heartbeat} on an open connection, its answer read to the end. I/O thread only. */
final class HeartbeatRequest {
    private HeartbeatRequest() {}

    /** The head, if it comes, and then exactly one of the others. */
    interface Listener {
        void onHead(boolean isKeptAlive);

        void onAnswer(HeartbeatResult answer);

        /** The answer was longer than {@link BodyReader#MAX_BYTES}; the connection must go. */
        void onTooLarge();

        void onBroken(IOException e);
    }

    static void send(
            ClientConnection open,
            Member peer,
            NodeId self,
            boolean isLeaving,
            @Nullable MessageSigner seals,
            Listener listener) {
        var request = new ClientRequest().setMethod(Methods.GET).setPath(HttpApi.HEARTBEAT);
        request.getRequestHeaders().put(Headers.HOST, peer.address().toString());
        request.getRequestHeaders().put(HttpApi.FROM, self.value());
        if (isLeaving) {
            request.getRequestHeaders().put(HttpApi.LEAVING, "yes");
        }
        SignedRequest question = SignedRequest.seal(request, peer.id(), seals);
        Consumer<IOException> broken = listener::onBroken;
        open.sendRequest(
                request,
                Callbacks.of(
                        sent -> sent.setResponseListener(
                                Callbacks.of(answered -> read(answered, peer, question, listener), broken)),
                        broken));
    }

    private static void read(ClientExchange answered, Member peer, SignedRequest question, Listener listener) {
        listener.onHead(BodyReader.isKeptAlive(answered));
        BodyReader.read(answered, new BodyReader.Listener() {
            @Override
            public void onBody(byte[] bytes, int length) {
                ClientResponse response = answered.getResponse();
                HeartbeatResult said = HeartbeatResult.of(peer, response.getResponseCode(), bytes, length);
                listener.onAnswer(question.weigh(said, response, bytes, length));
            }

            @Override
            public void onTooLarge() {
                listener.onTooLarge();
            }

            @Override
            public void onBroken(IOException e) {
                listener.onBroken(e);
            }
        });
    }
}
