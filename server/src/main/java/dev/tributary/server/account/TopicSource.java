package dev.tributary.server.account;

import dev.tributary.webhooks.topic.TopicDefinition;
import java.util.List;

/** A feature's topics; the catalogue is made of all of them. */
public interface TopicSource {
    List<TopicDefinition> topics();
}
