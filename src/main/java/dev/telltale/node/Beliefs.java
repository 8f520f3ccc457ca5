package dev.telltale.node;

import dev.telltale.model.PeerReport;
import java.util.List;

/**
 * What a node believes of its peers at one time.
 *
 * @param version grows with every change of belief; starts at 1
 */
public record Beliefs(long version, List<PeerReport> peers) {
    public Beliefs {
        peers = List.copyOf(peers);
    }
}
