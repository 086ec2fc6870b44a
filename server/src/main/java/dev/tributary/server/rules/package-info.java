/** How an account wants its orders credited: the switches, at the console and in the API. */
@NullMarked
package dev.tributary.server.rules;

import org.jspecify.annotations.NullMarked;
