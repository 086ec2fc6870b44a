/** Secrets and what is made of them: {@code webhook-signature}, {@code Refersion-Signature}, secrets at rest. */
@NullMarked
package dev.tributary.webhooks.signature;

import org.jspecify.annotations.NullMarked;
