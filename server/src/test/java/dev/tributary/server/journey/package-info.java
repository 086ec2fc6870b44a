/** The whole way, as users go it: from a real door, through the real database and engine, to a receiver's socket. */
@NullMarked
package dev.tributary.server.journey;

import org.jspecify.annotations.NullMarked;
