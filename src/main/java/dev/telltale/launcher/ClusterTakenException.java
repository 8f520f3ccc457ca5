package dev.telltale.launcher;

/** Another launcher runs this cluster, so nothing was started. The message is one sentence that names its process. */
public final class ClusterTakenException extends Exception {
    private static final long serialVersionUID = 1L;

    public ClusterTakenException(String message) {
        super(message);
    }
}
