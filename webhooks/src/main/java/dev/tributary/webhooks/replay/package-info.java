/**
 * Sending many deliveries again, as a job in a table. A job walks along an index from its position to a bound that was
 * fixed when it was made, a batch at a time; the deliveries of a batch and the new position commit together, so that
 * whoever goes on after a crash neither doubles nor skips:
 *
 * <pre>
 *   running ──▶ settle what was finished ─▶ room by {@code Pace} ─▶ {@code Walk}: look, match, make ─▶ move the position ─┐
 *      ▲                                       │ none: wait                                                          │
 *      └───────────────────────────────────────┴─────────────────────────────────────────────────────────────────────┘
 *      │ walked, and all it made was tried      │ by its owner; webhook deleted      │ the database refuses a batch
 *      ▼                                        ▼                                    ▼
 *   finished                                 cancelled                            failed
 * </pre>
 *
 * A job's row is locked while it is stepped, which makes one node its worker. The jobs of a webhook go one after another.
 */
@NullMarked
package dev.tributary.webhooks.replay;

import org.jspecify.annotations.NullMarked;
