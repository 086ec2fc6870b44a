package dev.tributary.server.join;

import java.time.Instant;
import java.util.Optional;

/**
 * How an affiliate came in by a programme.
 *
 * @param affiliate its number
 * @param terms the version that it accepted then; empty where there were none
 */
public record SignUp(long affiliate, ProgrammeId programme, Optional<Integer> terms, boolean invited, Instant at) {}
