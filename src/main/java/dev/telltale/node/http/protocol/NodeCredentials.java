package dev.telltale.node.http.protocol;

import dev.telltale.auth.AuthToken;
import dev.telltale.auth.ClusterIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Whom a node lets do what.
 *
 * @param token proves who may change it
 * @param allowsFaults whether the node also lets itself be broken on purpose
 * @param membership how its peers know it and it knows them; null where everybody is believed
 */
public record NodeCredentials(
        AuthToken token, boolean allowsFaults, @Nullable ClusterIdentity membership) {}
