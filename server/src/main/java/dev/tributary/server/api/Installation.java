package dev.tributary.server.api;

import java.util.Optional;

/**
 * What features need to know of the installation.
 *
 * @param baseUrl how the outside reaches it, without a slash at the end
 * @param supportEmail whom a merchant asks
 */
public record Installation(String baseUrl, Optional<String> supportEmail) {}
