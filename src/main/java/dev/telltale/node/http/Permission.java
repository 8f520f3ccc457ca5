package dev.telltale.node.http;

import dev.telltale.model.Secret;
import dev.telltale.seal.Membership;
import org.jspecify.annotations.Nullable;

/**
 * Whom a node lets do what.
 *
 * @param token proves who may change it
 * @param allowsFaults whether the node also lets itself be broken on purpose
 * @param membership how its peers know it and it knows them; null where everybody is believed
 */
public record Permission(
        Secret token, boolean allowsFaults, @Nullable Membership membership) {}
