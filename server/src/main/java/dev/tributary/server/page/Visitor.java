package dev.tributary.server.page;

/**
 * Who looks at a page.
 *
 * @param account the name of the account that they are in
 * @param name of the person
 * @param role such as {@code developer}
 * @param maySettings whether the settings are shown in the navigation
 */
public record Visitor(String account, String name, String role, boolean maySettings) {}
