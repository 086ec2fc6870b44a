package dev.tributary.server.api;

/**
 * One thing wrong with a body.
 *
 * @param field the path to it, such as {@code items[0].price}
 * @param message what to do about it, such as {@code must be a whole number}
 */
public record FieldError(String field, String message) {}
