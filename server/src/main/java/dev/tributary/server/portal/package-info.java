/**
 * The pages of affiliates, at {@code /portal}: what they earned and how, links to share, their profile.
 *
 * <p>Affiliates are no users of the console. They have sessions, a cookie, a chain and passwords of their own, and a
 * session here is no more than a list of passes: each lets it act for one affiliate of one account until that
 * affiliate's sessions are ended, its e-mail address changes or its status forbids it. What a page shows is asked for by
 * the account and the number of the pass, never by what a request names.
 */
@NullMarked
package dev.tributary.server.portal;

import org.jspecify.annotations.NullMarked;
