package dev.tributary.server.affiliate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The values of the samples that receivers of the classic format know. */
final class Examples {
    private static final Instant SIGNED_UP = Instant.parse("2019-10-01T09:12:33Z");
    private static final Instant LATER = Instant.parse("2019-10-02T08:30:00Z");
    private static final String OFFER_NAME = "Tiered Offer";

    static final AffiliateSnapshot AFFILIATE =
            new AffiliateSnapshot(affiliate(AffiliateStatus.PENDING, Optional.empty()), OFFER_NAME);
    static final AffiliateSnapshot APPROVED =
            new AffiliateSnapshot(affiliate(AffiliateStatus.ACTIVE, Optional.of(LATER)), OFFER_NAME);
    static final AffiliateSnapshot MOVED =
            new AffiliateSnapshot(affiliate(AffiliateStatus.PENDING, Optional.of(LATER)), OFFER_NAME);
    static final TriggerSnapshot TRIGGER = new TriggerSnapshot(
            new Trigger(7_654_321, 123_456, TriggerType.EMAIL, "CUSTOMER@TRIGGER.COM", LATER), "123ab");

    private Examples() {}

    private static Affiliate affiliate(AffiliateStatus status, Optional<Instant> updated) {
        return new Affiliate(
                123_456,
                "123ab",
                status,
                AffiliateSource.MERCHANT_PROFILE,
                44_444,
                profile(),
                SIGNED_UP,
                updated,
                Optional.empty(),
                Optional.empty(),
                1);
    }

    private static Profile profile() {
        return new Profile(
                "John",
                "Smith",
                "JohnSmith@email.com",
                Optional.empty(),
                "",
                new Profile.Address("123 Street Road", "Suite 7", "New York", "NY", "11111", "", ""),
                List.of(new Profile.CustomField(55_555, "INSTAGRAM HANDLE", "Bee_Handle")));
    }
}
