/**
 * Orders: what the shops sent, kept as it came, once per (source, order id). This package owns the doors that orders
 * come in by; who is credited for one is decided by whoever implements {@link dev.tributary.server.order.CreditOrder}.
 */
@NullMarked
package dev.tributary.server.order;

import org.jspecify.annotations.NullMarked;
