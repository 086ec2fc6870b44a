package dev.tributary.server.console;

import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.topic.TopicCatalogue;

/**
 * A delivery in the log.
 *
 * @param label of its topic
 * @param path of its page
 */
public record DeliveryRow(Delivery delivery, String label, String path) {
    static DeliveryRow of(Delivery delivery, TopicCatalogue topics, String webhook) {
        return new DeliveryRow(
                delivery,
                topics.find(delivery.topic())
                        .map(found -> found.topic().label())
                        .orElse(delivery.topic()),
                webhook + "/deliveries/" + delivery.id());
    }

    public String id() {
        return delivery.id().toString();
    }

    /** What the row shows of a delivery's course: it has changed when this has. Empty where nothing follows. */
    public String stamp() {
        return delivery.state().finished() ? "" : stamp(delivery);
    }

    static String stamp(Delivery delivery) {
        return delivery.state().text() + "." + delivery.attempts() + "."
                + delivery.nextAttemptAt()
                        .map(at -> String.valueOf(at.getEpochSecond()))
                        .orElse("");
    }
}
