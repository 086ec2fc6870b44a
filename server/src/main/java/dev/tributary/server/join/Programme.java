package dev.tributary.server.join;

import dev.tributary.server.affiliate.AffiliateStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A sign-up page and what comes of it.
 *
 * @param version rises with every change
 */
public record Programme(
        ProgrammeId id,
        About about,
        Optional<JoinTerms> terms,
        Instant createdAt,
        Optional<Instant> updatedAt,
        long version) {

    /**
     * What the merchant sets.
     *
     * @param slug in its URL; unique among all accounts
     * @param offer what those who sign up get; there is one where it is open
     * @param born their status: PENDING or ACTIVE
     * @param confirmEmail whether they must open a link that is mailed to them; needs a mail server
     */
    public record About(
            String slug,
            String name,
            String intro,
            Optional<Long> offer,
            AffiliateStatus born,
            boolean open,
            boolean confirmEmail,
            Set<Ask> asks,
            List<ProgrammeField> fields) {
        public About {
            asks = Set.copyOf(asks);
            fields = List.copyOf(fields);
        }

        About with(List<ProgrammeField> others) {
            return new About(slug, name, intro, offer, born, open, confirmEmail, asks, others);
        }

        About opened(boolean isOpen) {
            return new About(slug, name, intro, offer, born, isOpen, confirmEmail, asks, fields);
        }
    }

    public String slug() {
        return about.slug();
    }

    public String name() {
        return about.name();
    }

    public boolean isOpen() {
        return about.open();
    }

    public List<ProgrammeField> fields() {
        return about.fields();
    }

    public boolean asks(Ask ask) {
        return about.asks().contains(ask);
    }

    /** Of its public page, within the installation. */
    public String path() {
        return "/join/" + slug();
    }
}
