/**
 * Payments to affiliates.
 *
 * <pre>
 *   PREPARED ────▶ SENT      its conversions are PAID, and New Payment is told: both for good
 *       └────────▶ VOIDED    its conversions can be paid again; nobody was told
 * </pre>
 *
 * What can be paid is an affiliate's approved, unpaid conversions of no test order, those that take back others among
 * them, up to a moment, in one currency. Their sum is the balance. A balance of nothing, below it, or below the
 * account's minimum is not paid: it stays for the next time. Who is paid is decided by {@link
 * dev.tributary.server.payment.Judgement}, purely; the conversions are locked while it is, so that no two runs pay one
 * twice.
 */
@NullMarked
package dev.tributary.server.payment;

import org.jspecify.annotations.NullMarked;
