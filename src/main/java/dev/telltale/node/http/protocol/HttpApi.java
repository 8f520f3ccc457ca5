package dev.telltale.node.http.protocol;

import io.undertow.util.HttpString;

/** The names on the wire that client and server share. */
public final class HttpApi {
    public static final String HEARTBEAT = "/heartbeat";
    public static final String STATUS = "/status";
    public static final String PROBE = "/probe";
    public static final String SUBJECT = "subject";
    public static final String DETECTOR = "/detector";
    public static final String FAULTS = "/faults";
    public static final String ID = "id";

    /** Who asks. A hint that this node is there, never a proof of who it is. */
    public static final HttpString FROM = new HttpString("Telltale-From");

    /** With any value: who asks is about to leave. A reason to ask it, and no more than that. */
    public static final HttpString LEAVING = new HttpString("Telltale-Leaving");

    /** Proves with the cluster's key who asks, and who answers. */
    public static final HttpString SEAL = new HttpString("Telltale-Seal");

    /** The word of the {@link dev.telltale.auth.RejectionReason}. */
    public static final HttpString REFUSED = new HttpString("Telltale-Refused");

    private HttpApi() {}
}
