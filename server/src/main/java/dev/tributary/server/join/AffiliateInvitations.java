package dev.tributary.server.join;

import dev.tributary.server.access.Secret;
import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.api.Email;
import dev.tributary.server.api.Installation;
import dev.tributary.server.api.Problem;
import dev.tributary.server.mail.Outbox;
import dev.tributary.server.offer.Offers;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Links by which a merchant lets affiliates in: each for one mailbox, once, for two weeks. */
@Component
public class AffiliateInvitations {
    static final Duration VALID = Duration.ofDays(14);
    /** The most in one call, and in one form. */
    static final int MOST_AT_ONCE = 200;

    private static final int MOST_OPEN = 2000;

    private final AffiliateInvitationStore store;
    private final Affiliates affiliates;
    private final Offers offers;
    private final JoinLetters letters;
    private final Outbox outbox;
    private final Installation installation;
    private final TransactionTemplate transaction;
    private final UuidV7 ids;
    private final RandomGenerator random;
    private final InstantSource clock;

    AffiliateInvitations(
            AffiliateInvitationStore store,
            Affiliates affiliates,
            Offers offers,
            JoinLetters letters,
            Outbox outbox,
            Installation installation,
            TransactionTemplate transaction,
            UuidV7 ids,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store;
        this.affiliates = affiliates;
        this.offers = offers;
        this.letters = letters;
        this.outbox = outbox;
        this.installation = installation;
        this.transaction = transaction;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /**
     * What became of one line.
     *
     * @param made the invitation; empty if it was refused
     * @param url where its link leads, where it was not mailed; it can't be read again
     * @param reason why it was refused; else empty
     */
    public record Result(String email, Optional<AffiliateInvitation> made, Optional<String> url, String reason) {
        static Result refused(String email, String reason) {
            return new Result(email, Optional.empty(), Optional.empty(), reason);
        }
    }

    /**
     * Invites each of these to an offer; each gets its own answer.
     *
     * @throws Problem 422 if the account has no such offer, 409 if there are too many open ones
     */
    List<Result> invite(AccountId account, String author, Programme programme, long offer, List<String> emails) {
        return transaction.execute(status -> {
            if (offers.find(account, offer).isEmpty()) {
                throw Problem.unprocessable("offer_id", "names no offer of this account");
            }
            store.deleteExpired(account, clock.instant());
            if (store.count(account) + emails.size() > MOST_OPEN) {
                throw Problem.conflict("There are too many open invitations: at most " + MOST_OPEN + " at a time.");
            }
            return emails.stream()
                    .distinct()
                    .map(email -> invite(account, author, programme, offer, email))
                    .toList();
        });
    }

    /**
     * Takes one back; its link is dead from then on.
     *
     * @throws Problem 404 if there is none
     */
    void withdraw(AccountId account, ProgrammeId programme, AffiliateInvitationId id) {
        if (!store.delete(account, programme, id)) {
            throw Problem.notFound("such invitation");
        }
    }

    private Result invite(AccountId account, String author, Programme programme, long offer, String email) {
        if (!Email.isOne(email)) {
            return Result.refused(email, "is not an e-mail address");
        }
        Optional<Affiliate> known = affiliates.byEmail(account, email);
        if (known.isPresent()) {
            return Result.refused(
                    email,
                    "is affiliate " + known.get().number() + " already ("
                            + known.get().status().text() + ")");
        }
        Secret link = Secret.random("", random);
        Instant now = clock.instant();
        AffiliateInvitation invitation = new AffiliateInvitation(
                new AffiliateInvitationId(ids.next()),
                programme.id(),
                email,
                offer,
                author,
                outbox.isOn(),
                now,
                now.plus(VALID));
        store.put(account, invitation, link);
        String url = installation.baseUrl() + programme.path() + "/invited/" + link.text();
        letters.invitation(programme, invitation, url);
        return new Result(
                email, Optional.of(invitation), invitation.mailed() ? Optional.empty() : Optional.of(url), "");
    }
}
