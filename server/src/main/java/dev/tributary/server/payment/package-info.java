/** Payments to affiliates, as their event tells of them. */
@NullMarked
package dev.tributary.server.payment;

import org.jspecify.annotations.NullMarked;
