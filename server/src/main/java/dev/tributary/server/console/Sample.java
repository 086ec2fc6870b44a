package dev.tributary.server.console;

/**
 * Some code in a language.
 *
 * @param file the name that it should have
 */
public record Sample(String language, String file, String text) {}
