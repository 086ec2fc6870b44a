package dev.tributary.server.conversion;

import java.time.Instant;
import java.util.Optional;

/**
 * Which conversions a list shows.
 *
 * @param since orders made then or later
 * @param until orders made before
 */
record ConversionFilter(
        Optional<Status> status, Optional<Long> affiliate, Optional<Instant> since, Optional<Instant> until) {}
