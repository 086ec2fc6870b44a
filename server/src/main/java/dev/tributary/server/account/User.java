package dev.tributary.server.account;

/**
 * A person who signs in.
 *
 * @param email in lower case
 */
public record User(UserId id, String email) {}
