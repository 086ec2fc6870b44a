package dev.tributary.server.console;

import java.util.List;

/**
 * Code for the same purpose in several languages.
 *
 * @param header what it checks, such as {@code webhook-signature}
 */
public record SampleGroup(String header, List<Sample> samples) {}
