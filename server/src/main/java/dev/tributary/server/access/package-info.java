/**
 * Who may do what: API keys with scopes, the chain that every call of {@code /api/v1} and {@code /tracker} passes, and
 * the one-time links that let a person in.
 */
@NullMarked
package dev.tributary.server.access;

import org.jspecify.annotations.NullMarked;
