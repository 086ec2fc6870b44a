package dev.tributary.server.affiliate;

import java.time.Instant;
import java.util.Optional;

/**
 * Someone who sends customers.
 *
 * @param number unique in the account
 * @param code unique in the account; with the number it makes the link, {@code ?rfsn=NUMBER.CODE}
 * @param offer the number of the offer that it belongs to
 * @param updated when its status, profile or offer last changed
 * @param lastConversion when the newest conversion was credited
 * @param version rises with every change
 */
public record Affiliate(
        long number,
        String code,
        AffiliateStatus status,
        AffiliateSource source,
        long offer,
        Profile profile,
        Instant created,
        Optional<Instant> updated,
        Optional<Instant> lastLogin,
        Optional<Instant> lastConversion,
        long version) {

    /** Whether it can be credited. */
    public boolean isActive() {
        return status == AffiliateStatus.ACTIVE;
    }

    public String name() {
        return profile.name();
    }

    /** What a link to the shop carries to name it, such as {@code rfsn=100001.4efcc}. */
    public String linkParameter() {
        return "rfsn=" + number + "." + code;
    }

    public String email() {
        return profile.email();
    }

    Affiliate with(AffiliateStatus otherStatus, Profile otherProfile, long otherOffer, Instant now) {
        return new Affiliate(
                number,
                code,
                otherStatus,
                source,
                otherOffer,
                otherProfile,
                created,
                Optional.of(now),
                lastLogin,
                lastConversion,
                version + 1);
    }
}
