/**
 * Tells the people of an account by mail what the engine has noted about their webhooks: that one fails and will be
 * disabled, or was, or holds what will soon be too old. The engine writes a notice in the transaction of what it tells of; {@link
 * dev.tributary.server.notice.TellPeople} takes one, writes to each owner and manager, and says so when it is done. Whoever
 * dies in between leaves it to be taken again, so that people may be told twice, and never not at all.
 */
@NullMarked
package dev.tributary.server.notice;

import org.jspecify.annotations.NullMarked;
