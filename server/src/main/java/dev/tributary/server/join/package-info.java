/**
 * How affiliates come in by themselves: an account's programmes, each with a public sign-up page, and the invitations that
 * let somebody in at once. A sign-up is judged by what was typed and by the form's own token, which is sealed with its time
 * and counts once; nothing is asked of a third party, and whether an address is known is told to that address alone.
 */
@NullMarked
package dev.tributary.server.join;

import org.jspecify.annotations.NullMarked;
