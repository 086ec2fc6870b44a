/**
 * The background loops that carry deliveries to their receivers. A delivery travels by its lease, the right to attempt it
 * for a while:
 *
 * <pre>
 *   publish ──born leased──▶ HandOff ──after commit──▶ Lanes ◀──claimed── DueLoop ◀── due rows
 *      │                        │ rolled back: the place is free again       ▲
 *      │ lane full, ordered:    │ in doubt: Doubts gives it back twice       │
 *      └──born due──────────────┼────────────────────────────────────────────┤
 *                               ▼                                            │
 *                     AttemptDeliveries (signs, sends, decides)              │ due again
 *                               │ outcome            │ no attempt charged    │
 *                               ▼                    ▼                       │
 *                          OutcomeQueue ──────────▶ RecordLoop ──────────────┘
 *                                                    │ only where the lease's token is still beside the row
 *                                                    ▼
 *                                        delivered, exhausted, retrying
 * </pre>
 *
 * {@code NodeLoop} says that this node lives, and follows what changed of the endpoints whose deliveries wait here.
 * {@code TendLoop} does what may take its time: it takes over from dead nodes, makes the days to come, and drops those
 * that are over. {@code Pipeline} puts it all together on any {@code Ledger}, so that a simulation can step the same
 * loops on tables in memory. Rows are the truth: whatever is lost in memory, its lease runs out.
 */
@NullMarked
package dev.tributary.webhooks.dispatch;

import org.jspecify.annotations.NullMarked;
