package dev.telltale.seal;

import dev.telltale.model.ClusterKey;

/** Which cluster a node is of, and the key with which its nodes know each other. */
public record Membership(String cluster, ClusterKey key) {}
