/** One event for one endpoint, and every attempt at it. */
@NullMarked
package dev.tributary.webhooks.delivery;

import org.jspecify.annotations.NullMarked;
