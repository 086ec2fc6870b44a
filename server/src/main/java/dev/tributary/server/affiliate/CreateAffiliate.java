package dev.tributary.server.affiliate;

import dev.tributary.server.account.Numbers;
import dev.tributary.server.api.Problem;
import dev.tributary.server.offer.Offers;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes an affiliate, with its custom fields and perhaps a coupon, or nothing at all. */
@Component
class CreateAffiliate {
    private static final int SHORTEST_CODE = 5;
    private static final int LONGEST_CODE = 16;

    private final AffiliateStore store;
    private final CustomFieldStore fields;
    private final AddTrigger addTrigger;
    private final AffiliateEvents events;
    private final Offers offers;
    private final Numbers numbers;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final RandomGenerator random;

    CreateAffiliate(
            AffiliateStore store,
            CustomFieldStore fields,
            AddTrigger addTrigger,
            AffiliateEvents events,
            Offers offers,
            Numbers numbers,
            TransactionTemplate transaction,
            InstantSource clock,
            RandomGenerator random) {
        this.store = store;
        this.fields = fields;
        this.addTrigger = addTrigger;
        this.events = events;
        this.offers = offers;
        this.numbers = numbers;
        this.transaction = transaction;
        this.clock = clock;
        this.random = random;
    }

    Affiliate run(AccountId account, NewAffiliate wanted) {
        return transaction.execute(status -> {
            if (offers.find(account, wanted.offer()).isEmpty()) {
                throw Problem.unprocessable("offer_id", "names no offer of this account");
            }
            Affiliate affiliate = insert(account, wanted);
            fields.replace(account, affiliate.number(), affiliate.profile().customFields());
            events.created(account, affiliate);
            wanted.coupon()
                    .ifPresent(coupon -> addTrigger.to(account, affiliate, TriggerType.COUPON, coupon, "coupon"));
            return affiliate;
        });
    }

    private Affiliate insert(AccountId account, NewAffiliate wanted) {
        List<Profile.CustomField> answers = wanted.answers().stream()
                .map(answer -> fields.field(account, answer.name(), answer.value()))
                .toList();
        Profile profile = wanted.profile().with(answers);
        long number = numbers.next(account, Numbers.Kind.AFFILIATE);
        // Short codes run out; each clash makes the next try one digit longer.
        for (int length = SHORTEST_CODE; length <= LONGEST_CODE; length++) {
            Affiliate affiliate = born(number, code(length), wanted, profile);
            if (store.insert(account, affiliate)) {
                return affiliate;
            }
        }
        throw new IllegalStateException("no free code for affiliate " + number);
    }

    private Affiliate born(long number, String code, NewAffiliate wanted, Profile profile) {
        return new Affiliate(
                number,
                code,
                wanted.status(),
                wanted.source(),
                wanted.offer(),
                profile,
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    private String code(int length) {
        return HexFormat.of().toHexDigits(random.nextLong()).substring(0, length);
    }
}
