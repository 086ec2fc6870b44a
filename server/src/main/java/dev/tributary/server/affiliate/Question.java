package dev.tributary.server.affiliate;

/**
 * A custom field of a form.
 *
 * @param row the name of its pair of fields, such as {@code custom_fields[0]}
 * @param name what is asked; empty in a blank one
 * @param fixed whether the account asks it already, so that the form only takes the answer
 */
public record Question(String row, String name, boolean fixed) {}
