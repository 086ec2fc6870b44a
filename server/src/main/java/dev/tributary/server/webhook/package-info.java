/** Webhooks as merchants and developers see them: the REST routes on top of the engine. */
@NullMarked
package dev.tributary.server.webhook;

import org.jspecify.annotations.NullMarked;
