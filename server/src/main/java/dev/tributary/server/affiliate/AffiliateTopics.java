package dev.tributary.server.affiliate;

import dev.tributary.server.account.TopicSource;
import dev.tributary.webhooks.topic.Topic;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The topics about affiliates, with their schema and examples. */
@Component
class AffiliateTopics implements TopicSource {
    static final String CREATED = "affiliate.created";
    static final String STATUS_CHANGED = "affiliate.status_changed";
    static final String DETAILS_CHANGED = "affiliate.details_changed";

    @Override
    public List<TopicDefinition> topics() {
        return List.of(
                define(
                        new Topic(
                                CREATED,
                                "New Affiliate",
                                "NEW_AFFILIATE",
                                "Affiliates",
                                "Somebody signed up, or was added by the merchant.",
                                Topic.Kind.CLASSIC),
                        Examples.AFFILIATE,
                        Map.of()),
                define(
                        new Topic(
                                STATUS_CHANGED,
                                "Affiliate Status Change",
                                "AFFILIATE_STATUS_CHANGE",
                                "Affiliates",
                                "An affiliate was approved, denied, disabled or re-activated.",
                                Topic.Kind.CLASSIC),
                        Examples.APPROVED,
                        Map.of("status", Arrays.asList("PENDING", "ACTIVE"))),
                define(
                        new Topic(
                                DETAILS_CHANGED,
                                "Affiliate Details Change",
                                "AFFILIATE_DETAILS_CHANGE",
                                "Affiliates",
                                "An affiliate's profile, custom fields or offer were edited.",
                                Topic.Kind.CLASSIC),
                        Examples.MOVED,
                        Map.of("address_2", Arrays.asList(null, "Suite 7"))));
    }

    private static TopicDefinition define(
            Topic topic, AffiliateSnapshot example, Map<String, List<@Nullable Object>> changes) {
        return new TopicDefinition(topic, Schemas.read("affiliate.json"), example.standard(changes), example.classic());
    }
}
