package dev.telltale.node.http.protocol;

import dev.telltale.auth.AuthToken;
import dev.telltale.auth.ClusterIdentity;
import org.jspecify.annotations.Nullable;

/**
 * The permissions of the clients of a node.
 *
 * @param token permits changes of the node
 * @param allowsFaults whether the token also permits the injection of faults
 * @param clusterIdentity the cluster and its key, which authenticate peers; null if peers are not authenticated
 */
public record NodeCredentials(
        AuthToken token, boolean allowsFaults, @Nullable ClusterIdentity clusterIdentity) {}
