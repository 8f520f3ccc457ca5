package dev.telltale.node.http.protocol;

import io.undertow.util.HttpString;

/** Paths, query parameters and headers of the HTTP interface of a node. */
public final class HttpApi {
    public static final String HEARTBEAT = "/heartbeat";
    public static final String STATUS = "/status";
    public static final String TRACE = "/trace";
    public static final String PROBE = "/probe";
    public static final String SUBJECT = "subject";
    public static final String FAULTS = "/faults";
    public static final String ID = "id";

    /** Request header: the name of the requesting node. A hint, not authenticated by itself. */
    public static final HttpString FROM = new HttpString("Telltale-From");

    /** Request header, with any value: the requesting node is about to leave. A hint to request its heartbeat. */
    public static final HttpString LEAVING = new HttpString("Telltale-Leaving");

    /** Request and response header: the signature with the cluster key. */
    public static final HttpString SIGNATURE = new HttpString("Telltale-Signature");

    /** Response header: the id of the {@link dev.telltale.auth.RejectionReason}. */
    public static final HttpString REJECTED = new HttpString("Telltale-Rejected");

    private HttpApi() {}
}
