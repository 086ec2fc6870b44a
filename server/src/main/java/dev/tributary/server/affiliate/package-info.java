/**
 * Who sends customers: affiliates with their profile and status, and the conversion triggers (coupons, SKUs, e-mail
 * addresses) by which an order is theirs. Every change that a merchant or affiliate makes is told as an event in the
 * same transaction; one that changes nothing is told to no one.
 */
@NullMarked
package dev.tributary.server.affiliate;

import org.jspecify.annotations.NullMarked;
