package dev.telltale.cli.base;

import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.text.SafeText;

/** Parses the value of {@code --peer}. Does not use picocli, so that a launched node does not load it. */
public final class PeerConverter {
    private PeerConverter() {}

    /** Parses {@code id=host:port}; throws IllegalArgumentException otherwise. */
    public static Member read(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "a peer is id=host:port, for example node2=127.0.0.1:8002, found " + SafeText.of(text));
        }
        Address address = Address.parse(text.substring(equals + 1));
        if (address.port() == 0) {
            throw new IllegalArgumentException("a peer has a port from 1 to 65535, found 0");
        }
        return new Member(NodeId.ofMember(text.substring(0, equals)), address);
    }
}
