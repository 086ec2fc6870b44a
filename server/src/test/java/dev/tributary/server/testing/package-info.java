/** The running server as tests meet it: over HTTP, on a real database, with a clock of their own. */
@NullMarked
package dev.tributary.server.testing;

import org.jspecify.annotations.NullMarked;
