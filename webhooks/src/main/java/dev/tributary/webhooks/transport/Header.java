package dev.tributary.webhooks.transport;

/** One header field. */
public record Header(String name, String value) {}
