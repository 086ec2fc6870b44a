/**
 * Conversions: orders credited to affiliates.
 *
 * <pre>
 *             by hand
 *   UNQUALIFIED ────▶ PENDING ────▶ APPROVED ────▶ PAID (payment status; final)
 *        ▲              │  │            │ by hand, while unpaid
 *        └──────────────┘  └─▶ DENIED ◀─┘
 * </pre>
 *
 * Who is credited is decided by {@link dev.tributary.server.conversion.Attribution}, how much by {@link
 * dev.tributary.server.conversion.Commission}; both are pure. Every change and the events that tell of it commit in one
 * transaction.
 */
@NullMarked
package dev.tributary.server.conversion;

import org.jspecify.annotations.NullMarked;
