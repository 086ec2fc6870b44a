package dev.tributary.server.catcher;

import java.util.Optional;

/**
 * A caught request with what is to be said about its signatures.
 *
 * @param signature empty if the request carries none of ours
 */
public record Judged(CaughtRequest request, Optional<SignatureReport> signature) {}
