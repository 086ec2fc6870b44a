/**
 * The request catcher: test URLs that keep whatever is sent to them and answer as their owner chose.
 *
 * <p>The door {@code /catch/{token}} stands before everything that parses paths or parameters ({@link
 * dev.tributary.server.catcher.CatchValve}): any method, any path, raw bytes. One statement counts, limits, keeps and
 * answers a request, so all nodes agree without talking to each other. Readers wait in memory and poll the database
 * for what other nodes caught.
 */
@NullMarked
package dev.tributary.server.catcher;

import org.jspecify.annotations.NullMarked;
