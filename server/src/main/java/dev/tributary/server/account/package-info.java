/**
 * The tenant: a merchant's programme, who may sign in to it, how its numbers are allotted, and the two things that
 * every feature asks of the outside: {@link dev.tributary.server.account.Events} tells the world,
 * {@link dev.tributary.server.account.WebhookSwitch} says whether the world listens.
 */
@NullMarked
package dev.tributary.server.account;

import org.jspecify.annotations.NullMarked;
