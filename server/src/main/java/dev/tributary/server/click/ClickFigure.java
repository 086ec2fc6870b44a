package dev.tributary.server.click;

/**
 * How many clicks had this sub id, referer or affiliate.
 *
 * @param name the value; empty where the clicks had none
 */
public record ClickFigure(String name, long clicks) {}
