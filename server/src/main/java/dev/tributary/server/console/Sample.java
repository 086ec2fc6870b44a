package dev.tributary.server.console;

/** Some code in a language. */
public record Sample(String language, String text) {}
