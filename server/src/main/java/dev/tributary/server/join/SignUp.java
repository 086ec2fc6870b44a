package dev.tributary.server.join;

import java.time.Instant;
import java.util.Optional;

/**
 * How an affiliate came in by a programme.
 *
 * @param affiliate its number
 * @param terms the version that it accepted then; empty where there were none
 * @param coupon what it wished for and does not have, since it is not approved yet, or somebody else was quicker
 */
public record SignUp(
        long affiliate,
        ProgrammeId programme,
        Optional<Integer> terms,
        boolean invited,
        Optional<String> coupon,
        Instant at) {}
