/** The guarded HTTP client: the only way out of this process. */
@NullMarked
package dev.tributary.webhooks.transport;

import org.jspecify.annotations.NullMarked;
