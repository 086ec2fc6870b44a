package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.clock.UuidV7;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What the dispatcher can't decide by itself: time and chance.
 *
 * @param node this process's id, new at every start
 * @param clock the tables' time
 * @param nanoTime monotonic
 */
public record Surroundings(UUID node, InstantSource clock, LongSupplier nanoTime, RandomGenerator random, UuidV7 ids) {}
