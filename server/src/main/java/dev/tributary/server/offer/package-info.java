/** Commission terms: what an affiliate earns, how old a click may be, and when a conversion approves itself. */
@NullMarked
package dev.tributary.server.offer;

import org.jspecify.annotations.NullMarked;
