package dev.tributary.server.order;

import java.time.Instant;
import java.util.Optional;

/**
 * What a shop tells of a subscription: which order it began with.
 *
 * @param order that order
 * @param subscription its id
 * @param email the customer's address
 * @param at when it was made, which is with its order
 */
record Began(OrderKey order, String subscription, Optional<String> email, Optional<Instant> at) {}
