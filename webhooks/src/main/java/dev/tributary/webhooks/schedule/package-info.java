/** When a failed delivery is tried again. */
@NullMarked
package dev.tributary.webhooks.schedule;

import org.jspecify.annotations.NullMarked;
