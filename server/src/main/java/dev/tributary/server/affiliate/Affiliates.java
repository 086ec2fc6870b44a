package dev.tributary.server.affiliate;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** An account's affiliates, as other features need them. */
@Component
public class Affiliates {
    private final AffiliateStore store;
    private final CreateAffiliate create;
    private final FindAffiliates find;
    private final CustomFieldStore fields;
    private final TriggerStore triggers;

    Affiliates(
            AffiliateStore store,
            CreateAffiliate create,
            FindAffiliates find,
            CustomFieldStore fields,
            TriggerStore triggers) {
        this.store = store;
        this.create = create;
        this.find = find;
        this.fields = fields;
        this.triggers = triggers;
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

    /** The oldest affiliate with this e-mail address, in whatever case it is written. */
    public Optional<Affiliate> byEmail(AccountId account, String email) {
        AffiliateFilter filter = new AffiliateFilter(Optional.empty(), Optional.of(email));
        return store.page(account, filter, 0, 1).stream().findFirst();
    }

    /** Whether an affiliate has a trigger of this value, whatever its type. */
    public boolean isTrigger(AccountId account, String value) {
        return triggers.byValue(account, Trigger.normal(value)).isPresent();
    }

    /** The number of the account's custom field of this name, which is made if the account has none. */
    public long customField(AccountId account, String name) {
        return fields.field(account, name, "").number();
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

    /** The names of those of these numbers that there are. */
    public Map<Long, String> names(AccountId account, Collection<Long> numbers) {
        return store.names(account, numbers);
    }

    /** Those of these numbers who are denied or disabled. */
    public Set<Long> barred(AccountId account, Collection<Long> numbers) {
        return store.barred(account, numbers);
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

    /**
     * Those with this e-mail address, in any case and in whatever accounts, the longest known first. For the one who
     * has proven, or is about to prove, that the address is theirs.
     */
    public List<Located> byEmail(String email, int limit) {
        return email.indexOf('\0') >= 0 ? List.of() : store.byEmail(email, limit);
    }

    /** The coupons of an affiliate, the newest first. */
    public List<Trigger> coupons(AccountId account, long number, int limit) {
        TriggerSearch coupons = new TriggerSearch(Optional.of(TriggerType.COUPON), Optional.of(number), "");
        return triggers.newest(account, coupons, Long.MAX_VALUE, limit);
    }

    /** Notes that they signed in to their portal: tells no one and changes neither the version nor when it changed. */
    public void recordSignIn(AccountId account, long number, Instant at) {
        store.signedIn(account, number, at);
    }

    /** Notes that a conversion was credited; an older time than what is noted changes nothing. */
    public void recordConversion(AccountId account, long number, Instant at) {
        store.converted(account, number, at);
    }
}
