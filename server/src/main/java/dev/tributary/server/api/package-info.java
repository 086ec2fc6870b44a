/**
 * The manners of every door: how a body is read, how a list is paged and how a refusal is worded. Nothing here knows a
 * feature. A body is read by {@link dev.tributary.server.api.Fields}, which collects everything wrong with it before
 * anything is done, and every refusal is a {@link dev.tributary.server.api.Problem}.
 */
@NullMarked
package dev.tributary.server.api;

import org.jspecify.annotations.NullMarked;
