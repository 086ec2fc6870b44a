package dev.tributary.server.console;

import dev.tributary.server.mail.SendMail;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.dispatch.DisableRule;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.Failing;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of a webhook that fails, and who was told.
 *
 * @param disabledAfter the first failure after that disables it; empty where it does not fail
 * @param failuresToo how many failures that takes besides; 0 where there were enough
 * @param warnedAt when its owners were last warned of this
 * @param mailed whether this installation can send mail at all
 */
public record Prospect(Optional<Instant> disabledAfter, int failuresToo, Optional<Instant> warnedAt, boolean mailed) {
    static Prospect of(Webhooks webhooks, Endpoint endpoint, SendMail mail) {
        Optional<Failing> failing = webhooks.failing().of(endpoint.account(), endpoint.id());
        DisableRule rule = DisableRule.CONTRACT;
        return new Prospect(
                failing.map(rule::earliest),
                failing.filter(found -> found.failures() < rule.failures()).isPresent() ? rule.failures() : 0,
                failing.flatMap(Failing::warnedAt),
                mail.isOn());
    }
}
