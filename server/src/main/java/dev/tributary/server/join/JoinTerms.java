package dev.tributary.server.join;

import java.time.Instant;

/**
 * One version of what must be accepted; it never changes.
 *
 * @param version from 1
 * @param author who wrote it
 */
public record JoinTerms(int version, String text, String author, Instant createdAt) {}
