/**
 * What comes in and goes out as files. An import is checked first, which says row by row what would happen, and then run.
 * Both are jobs in the database: a batch of rows and the note of how far the import is commit together, so that any
 * number of nodes can work at it and none of them has to survive. What rows mean, the features know: see
 * {@link dev.tributary.server.csv.Intake} and {@link dev.tributary.server.csv.Export}.
 */
@NullMarked
package dev.tributary.server.moving;

import org.jspecify.annotations.NullMarked;
