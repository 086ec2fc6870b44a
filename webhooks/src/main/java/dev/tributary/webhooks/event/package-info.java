/** What happened, once, with both bodies as they were at that moment. */
@NullMarked
package dev.tributary.webhooks.event;

import org.jspecify.annotations.NullMarked;
