package dev.telltale.auth;

/** Which cluster a node is of, and the key with which its nodes know each other. */
public record ClusterIdentity(String cluster, ClusterKey key) {}
