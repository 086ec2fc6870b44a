package dev.tributary.server.click;

import java.time.Instant;
import java.util.Optional;

/**
 * A visit by an affiliate's link, as far as the order tells of it.
 *
 * @param affiliate the affiliate's number, as the link claims it
 * @param code the affiliate's code, as the link claims it: both must fit
 * @param at when; a shop that only repeats the landing page does not know, then it is the order's own time
 * @param landedUrl the page, as the shop wrote it: it may be a relative path
 * @param referer the page before it
 * @param ip the visitor's address
 * @param subId the sub id that the link carries
 * @param creativeId the creative that the link carries
 */
public record Click(
        long affiliate,
        String code,
        Instant at,
        String landedUrl,
        Optional<String> referer,
        Optional<String> ip,
        Optional<String> subId,
        Optional<String> creativeId) {}
