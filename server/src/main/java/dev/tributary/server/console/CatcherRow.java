package dev.tributary.server.console;

import java.time.Instant;

/**
 * A request catcher in the list and at the top of its page.
 *
 * @param path of its page
 * @param url that it listens at
 * @param requests how many it has caught
 */
public record CatcherRow(String path, String url, long requests, Instant createdAt) {}
