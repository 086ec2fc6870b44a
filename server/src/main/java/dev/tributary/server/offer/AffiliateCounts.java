package dev.tributary.server.offer;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Collection;
import java.util.Map;

/** How many affiliates an offer has; who knows affiliates tells. */
public interface AffiliateCounts {
    /** Where counting ends: this says as many, or more. */
    long MOST = 1000;

    /** By the offers' numbers; one without affiliates may be missing. */
    Map<Long, Long> of(AccountId account, Collection<Long> offers);
}
