package dev.tributary.server.affiliate;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** An account's affiliates, as other features need them. */
@Component
public class Affiliates {
    private final AffiliateStore store;
    private final CreateAffiliate create;
    private final FindAffiliates find;

    Affiliates(AffiliateStore store, CreateAffiliate create, FindAffiliates find) {
        this.store = store;
        this.create = create;
        this.find = find;
    }

    /** Makes an affiliate and tells of it, in the current transaction or in one of its own. */
    public Affiliate create(AccountId account, NewAffiliate wanted) {
        return create.run(account, wanted);
    }

    /** Whether the account has any, whatever their status. */
    public boolean any(AccountId account) {
        return !store.page(account, new AffiliateFilter(Optional.empty(), Optional.empty()), 0, 1)
                .isEmpty();
    }

    public Optional<Affiliate> find(AccountId account, long number) {
        return store.find(account, number);
    }

    /** Those of these numbers that there are. */
    public Map<Long, Affiliate> named(AccountId account, Collection<Long> numbers) {
        return find.named(account, numbers);
    }

    /** The affiliate that a link names: number and code must fit, the code in any case. */
    public Optional<Affiliate> byNumberAndCode(AccountId account, long number, String code) {
        return find(account, number).filter(affiliate -> affiliate.code().equalsIgnoreCase(code));
    }

    /** The codes of those of these numbers that there are. */
    public Map<Long, String> codes(AccountId account, Collection<Long> numbers) {
        return store.codes(account, numbers);
    }

    /** The affiliate whose trigger of this type has this value, in whatever case it is written. */
    public Optional<Affiliate> byTrigger(AccountId account, TriggerType type, String value) {
        return value.indexOf('\0') >= 0 ? Optional.empty() : store.holder(account, type, Trigger.normal(value));
    }

    public Optional<Affiliate> byCoupon(AccountId account, String code) {
        return byTrigger(account, TriggerType.COUPON, code);
    }

    public Optional<Affiliate> byEmailTrigger(AccountId account, String email) {
        return byTrigger(account, TriggerType.EMAIL, email);
    }

    public Optional<Affiliate> bySku(AccountId account, String sku) {
        return byTrigger(account, TriggerType.SKU, sku);
    }

    /** Notes that a conversion was credited; an older time than what is noted changes nothing. */
    public void recordConversion(AccountId account, long number, Instant at) {
        store.converted(account, number, at);
    }
}
