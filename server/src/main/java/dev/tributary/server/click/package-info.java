/**
 * Clicks: visits to a shop by an affiliate's link, and the carts that came of them. This package owns the script that a
 * shop loads, the doors that it talks to, and the link for places that run no script. A click is told by whoever visits
 * a shop, so nothing of it is believed but that it was told; who is credited for an order is for others to decide.
 *
 * <p>Clicks are written in batches, apart from the request that brought them: a click costs a shop nothing, and when too
 * many come at once some are left out and counted rather than kept waiting for.
 */
@NullMarked
package dev.tributary.server.click;

import org.jspecify.annotations.NullMarked;
