package dev.telltale.launcher;

/** Another launcher runs this cluster: its nodes are seen from here, and nothing is started. The message is one sentence. */
public final class ClusterTakenException extends Exception {
    private static final long serialVersionUID = 1L;

    public ClusterTakenException(String message) {
        super(message);
    }
}
