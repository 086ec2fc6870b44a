/** What hostile and careless callers send: it gets a problem answer, and leaves nothing behind. */
@NullMarked
package dev.tributary.server.hostile;

import org.jspecify.annotations.NullMarked;
