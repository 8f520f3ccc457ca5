package dev.telltale.node.http.client;

import dev.telltale.auth.MessageSigner;
import dev.telltale.model.Evidence;
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

/** Sends one {@code GET /heartbeat} on an open connection and reads the complete response. I/O thread only. */
final class HeartbeatRequest {
    private HeartbeatRequest() {}

    /** Receives onHead at most once, then exactly one of the other calls. */
    interface Listener {
        void onHead(boolean isKeptAlive);

        void onResult(HeartbeatResult result);

        void onBroken(IOException e);
    }

    static void send(
            ClientConnection open,
            Member peer,
            NodeId self,
            boolean isLeaving,
            @Nullable MessageSigner signer,
            Listener listener) {
        var request = new ClientRequest().setMethod(Methods.GET).setPath(HttpApi.HEARTBEAT);
        request.getRequestHeaders().put(Headers.HOST, peer.address().toString());
        request.getRequestHeaders().put(HttpApi.FROM, self.value());
        if (isLeaving) {
            request.getRequestHeaders().put(HttpApi.LEAVING, "yes");
        }
        SignedRequest signed = SignedRequest.sign(request, peer.id(), signer);
        Consumer<IOException> broken = listener::onBroken;
        open.sendRequest(
                request,
                Callbacks.of(
                        sent -> sent.setResponseListener(
                                Callbacks.of(exchange -> read(exchange, peer, signed, listener), broken)),
                        broken));
    }

    private static void read(ClientExchange exchange, Member peer, SignedRequest signed, Listener listener) {
        listener.onHead(BodyReader.isKeptAlive(exchange));
        BodyReader.read(exchange, new BodyReader.Listener() {
            @Override
            public void onBody(byte[] bytes, int length) {
                ClientResponse response = exchange.getResponse();
                HeartbeatResult result = HeartbeatResult.of(peer, response.getResponseCode(), bytes, length);
                listener.onResult(signed.verify(result, response, bytes, length));
            }

            @Override
            public void onTooLarge() {
                String error = "more than " + BodyReader.MAX_BYTES + " bytes";
                listener.onResult(new HeartbeatResult(Evidence.BAD_BODY, null, error));
            }

            @Override
            public void onBroken(IOException e) {
                listener.onBroken(e);
            }
        });
    }
}
