package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Room;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.util.Map;

/**
 * What the lanes had room for at one moment.
 *
 * @param each how many due rows each endpoint with a lane may be claimed
 * @param anyFull whether a lane held all that it may, so that a claim leaves behind what is due for it
 */
record Rooms(Map<EndpointId, Room> each, boolean anyFull) {}
