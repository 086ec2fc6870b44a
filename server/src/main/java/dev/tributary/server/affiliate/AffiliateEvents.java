package dev.tributary.server.affiliate;

import dev.tributary.server.account.Events;
import dev.tributary.server.offer.Offer;
import dev.tributary.server.offer.Offers;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.NewEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what happened to affiliates and triggers, within the transaction in which it happens. */
@Component
class AffiliateEvents {
    private final Events events;
    private final Offers offers;

    AffiliateEvents(Events events, Offers offers) {
        this.events = events;
        this.offers = offers;
    }

    void created(AccountId account, Affiliate affiliate) {
        tell(account, AffiliateTopics.CREATED, affiliate, Map.of());
    }

    /** Tells of the status, of the details, of both or of neither, as the changes are. */
    void changed(AccountId account, Affiliate affiliate, Map<String, List<@Nullable Object>> changes) {
        Map<String, List<@Nullable Object>> details = new LinkedHashMap<>(changes);
        @Nullable List<@Nullable Object> status = details.remove("status");
        if (status != null) {
            tell(account, AffiliateTopics.STATUS_CHANGED, affiliate, Map.of("status", status));
        }
        if (!details.isEmpty()) {
            tell(account, AffiliateTopics.DETAILS_CHANGED, affiliate, details);
        }
    }

    void triggerCreated(AccountId account, Trigger trigger, Affiliate affiliate) {
        tell(account, TriggerTopics.CREATED, trigger, affiliate);
    }

    void triggerRemoved(AccountId account, Trigger trigger, Affiliate affiliate) {
        tell(account, TriggerTopics.REMOVED, trigger, affiliate);
    }

    private void tell(
            AccountId account, String topic, Affiliate affiliate, Map<String, List<@Nullable Object>> changes) {
        String offer = offers.find(account, affiliate.offer()).map(Offer::name).orElseThrow();
        AffiliateSnapshot snapshot = new AffiliateSnapshot(affiliate, offer);
        publish(account, topic, affiliate, snapshot.standard(changes), snapshot.classic());
    }

    private void tell(AccountId account, String topic, Trigger trigger, Affiliate affiliate) {
        TriggerSnapshot snapshot = new TriggerSnapshot(trigger, affiliate.code());
        publish(account, topic, affiliate, snapshot.standard(), snapshot.classic());
    }

    private void publish(AccountId account, String topic, Affiliate subject, byte[] standard, byte[] classic) {
        events.publish(new NewEvent(account, topic, "affiliate:" + subject.number(), standard, classic));
    }
}
