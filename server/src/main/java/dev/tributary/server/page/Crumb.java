package dev.tributary.server.page;

/** A page above this one. */
public record Crumb(String label, String path) {}
