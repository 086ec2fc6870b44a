/**
 * The webhook engine. It knows topics, endpoints, events, deliveries and attempts, and nothing of what the events are
 * about: no affiliate noun lives here.
 */
@NullMarked
package dev.tributary.webhooks;

import org.jspecify.annotations.NullMarked;
