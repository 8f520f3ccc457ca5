package dev.telltale.auth;

/** The name of a node's cluster, and the key with which the nodes of the cluster authenticate each other. */
public record ClusterIdentity(String cluster, ClusterKey key) {}
