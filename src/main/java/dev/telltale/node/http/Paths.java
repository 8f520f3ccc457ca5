package dev.telltale.node.http;

import io.undertow.util.HttpString;

/** The names on the wire that client and server share. */
final class Paths {
    static final String HEARTBEAT = "/heartbeat";
    static final String STATUS = "/status";

    /** Who asks. A hint that this node is there, never a proof of who it is. */
    static final HttpString FROM = new HttpString("Telltale-From");

    private Paths() {}
}
