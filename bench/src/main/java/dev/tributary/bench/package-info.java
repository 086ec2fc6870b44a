/**
 * Figures for this machine. Deliveries run through the whole engine and, in turns with that, through the bare HTTP client,
 * towards a receiver in a process of its own that counts what arrived: a rate is worth nothing if something was lost.
 */
@NullMarked
package dev.tributary.bench;

import org.jspecify.annotations.NullMarked;
