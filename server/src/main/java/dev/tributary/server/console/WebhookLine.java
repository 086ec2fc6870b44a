package dev.tributary.server.console;

import dev.tributary.server.page.StackedBars;
import dev.tributary.webhooks.delivery.Delivery;
import java.util.Optional;

/**
 * A webhook as the list shows it.
 *
 * @param spark what was delivered and what failed in the last day, hour by hour
 * @param last its newest delivery
 */
public record WebhookLine(WebhookRow row, StackedBars spark, Optional<Delivery> last) {}
