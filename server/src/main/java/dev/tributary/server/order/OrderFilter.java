package dev.tributary.server.order;

import java.time.Instant;
import java.util.Optional;

/**
 * Which orders a list shows.
 *
 * @param source as the table has it: {@value OrderKey#API}, or a source's id
 * @param reference the order's number as people know it
 * @param since orders that we heard of then or later
 * @param until orders that we heard of before
 */
record OrderFilter(
        Optional<String> source, Optional<String> reference, Optional<Instant> since, Optional<Instant> until) {}
