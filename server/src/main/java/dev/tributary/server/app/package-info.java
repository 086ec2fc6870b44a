/**
 * The wiring: configuration from the environment, the database, the server, the command line. Time, randomness and
 * threads are made here and handed inwards.
 */
@NullMarked
package dev.tributary.server.app;

import org.jspecify.annotations.NullMarked;
