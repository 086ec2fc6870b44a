/**
 * The rooms of the console: pages about webhooks, their deliveries and request catchers. Each route takes the
 * {@link dev.tributary.server.access.Member} who asks, and so sees nothing but their account.
 */
@NullMarked
package dev.tributary.server.console;

import org.jspecify.annotations.NullMarked;
