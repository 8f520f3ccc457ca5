package dev.telltale.node.http;

import dev.telltale.model.Secret;

/**
 * Who may change a node.
 *
 * @param token proves it
 * @param allowsFaults whether the node also lets itself be broken on purpose
 */
public record Permission(Secret token, boolean allowsFaults) {}
