/**
 * How long rows are kept that only serve for a time. A feature that has some implements
 * {@link dev.tributary.server.retention.Retained}.
 */
@NullMarked
package dev.tributary.server.retention;

import org.jspecify.annotations.NullMarked;
