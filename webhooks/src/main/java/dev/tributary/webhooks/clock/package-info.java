/** Time and the ids made of it: a clock anchored to the database, and UUIDv7. */
@NullMarked
package dev.tributary.webhooks.clock;

import org.jspecify.annotations.NullMarked;
