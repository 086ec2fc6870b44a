package dev.tributary.server.notice;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.api.Installation;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.Attempt;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.DeliveryFilter;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Failing;
import dev.tributary.webhooks.endpoint.Notice;
import dev.tributary.webhooks.endpoint.Status;
import java.util.Optional;
import java.util.Set;

/** Looks up what a notice is about, as it stands now. */
final class GatherFacts {
    private final Webhooks webhooks;
    private final Accounts accounts;
    private final Installation installation;

    GatherFacts(Webhooks webhooks, Accounts accounts, Installation installation) {
        this.webhooks = webhooks;
        this.accounts = accounts;
        this.installation = installation;
    }

    /**
     * Whether it may be told now. Where webhooks are off for the account, only that what waits will be cancelled: the rest
     * waits until they are on again, and then may be true or not.
     */
    boolean isTimely(Notice notice) {
        return notice.isExpiring() || webhooks.endpoints().enabledFor(notice.account());
    }

    /** Empty where the notice is no longer true: it delivers again, was paused, enabled or deleted. */
    Optional<Facts> of(Notice notice) {
        AccountId account = notice.account();
        Optional<Account> owner = accounts.find(account);
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        Optional<Failing> failing = webhooks.failing().of(account, notice.endpoint());
        return webhooks.endpoints()
                .known(account, notice.endpoint())
                .filter(endpoint -> isStillTrue(notice, endpoint, failing))
                .map(endpoint -> new Facts(
                        notice,
                        endpoint,
                        webhooks.endpoints().enabledFor(account),
                        owner.get().name(),
                        failing,
                        newest(account, endpoint.id()),
                        installation));
    }

    private boolean isStillTrue(Notice notice, Endpoint endpoint, Optional<Failing> failing) {
        if (notice.isExpiring()) {
            return waits(notice);
        }
        return notice.isDisabled()
                ? endpoint.status() == Status.DISABLED
                : endpoint.status() == Status.ACTIVE && failing.isPresent();
    }

    /** Whether anything from before the notice does; what it tells of is among it, or is done. */
    private boolean waits(Notice notice) {
        DeliveryFilter unfinished = new DeliveryFilter(
                Set.of(State.PENDING, State.RETRYING, State.HELD),
                Set.of(),
                Optional.of(notice.endpoint()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(notice.at()));
        return !webhooks.deliveries()
                .list(notice.account(), unfinished, Optional.empty(), 1)
                .isEmpty();
    }

    private Optional<Facts.Tried> newest(AccountId account, EndpointId endpoint) {
        DeliveryFilter failed = new DeliveryFilter(
                Set.of(State.RETRYING, State.EXHAUSTED, State.HELD),
                Set.of(),
                Optional.of(endpoint),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return webhooks.deliveries().list(account, failed, Optional.empty(), 20).stream()
                .filter(delivery -> delivery.attempts() > 0)
                .findFirst()
                .flatMap(delivery -> last(account, delivery))
                .map(attempt -> new Facts.Tried(attempt.startedAt(), brought(attempt)));
    }

    private Optional<Attempt> last(AccountId account, Delivery delivery) {
        return webhooks.deliveries().attempts(account, delivery.id(), delivery.attempts() - 1, 1).stream()
                .findFirst();
    }

    private static String brought(Attempt attempt) {
        return attempt.answer()
                .map(answer -> "the receiver answered " + answer.status())
                .or(attempt::error)
                .orElse("no answer");
    }
}
