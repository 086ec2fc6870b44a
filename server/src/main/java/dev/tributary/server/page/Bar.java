package dev.tributary.server.page;

/** A rectangle of a chart, in the units of its view box. */
public record Bar(Tone tone, double x, double y, double width, double height) {}
