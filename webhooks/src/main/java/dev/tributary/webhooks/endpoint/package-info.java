/** Webhooks as the merchant set them up (in code: endpoints), and their secrets. */
@NullMarked
package dev.tributary.webhooks.endpoint;

import org.jspecify.annotations.NullMarked;
