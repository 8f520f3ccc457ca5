package dev.telltale.node.http;

import io.undertow.util.HttpString;

/** The names on the wire that client and server share. */
final class Paths {
    static final String HEARTBEAT = "/heartbeat";
    static final String STATUS = "/status";
    static final String PROBE = "/probe";
    static final String SUBJECT = "subject";
    static final String DETECTOR = "/detector";
    static final String FAULTS = "/faults";
    static final String ID = "id";

    /** Who asks. A hint that this node is there, never a proof of who it is. */
    static final HttpString FROM = new HttpString("Telltale-From");

    /** With any value: who asks is about to leave. A reason to ask it, and no more than that. */
    static final HttpString LEAVING = new HttpString("Telltale-Leaving");

    /** Proves with the cluster's key who asks, and who answers. */
    static final HttpString SEAL = new HttpString("Telltale-Seal");

    /** The word of the {@link dev.telltale.seal.Objection}. */
    static final HttpString REFUSED = new HttpString("Telltale-Refused");

    private Paths() {}
}
