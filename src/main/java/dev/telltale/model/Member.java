package dev.telltale.model;

/** A node as the cluster knows it: its name, and where it is asked. */
public record Member(NodeId id, Address address) {}
