package dev.telltale.model;

/** A member of the cluster: its id and the address at which it is polled. */
public record Member(NodeId id, Address address) {}
