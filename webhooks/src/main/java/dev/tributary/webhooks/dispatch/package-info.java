/** The background loops that carry deliveries to their receivers. */
@NullMarked
package dev.tributary.webhooks.dispatch;

import org.jspecify.annotations.NullMarked;
