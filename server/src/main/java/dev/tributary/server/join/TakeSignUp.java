package dev.tributary.server.join;

import dev.tributary.server.access.Secret;
import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.AffiliateSource;
import dev.tributary.server.affiliate.AffiliateStatus;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.affiliate.NewAffiliate;
import dev.tributary.server.api.Installation;
import dev.tributary.server.api.Problem;
import dev.tributary.server.mail.Outbox;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes an affiliate of an applicant, or keeps the application until its address is confirmed. Whoever is known already
 * stays as they are and is told so by mail; the caller can't see the difference.
 */
@Component
class TakeSignUp {
    private static final Duration CONFIRMED_WITHIN = Duration.ofDays(2);

    private final Affiliates affiliates;
    private final SignUpStore signUps;
    private final SignUpWaiting waiting;
    private final AffiliateInvitationStore invitations;
    private final SignUpGuard guard;
    private final JoinLetters letters;
    private final Outbox outbox;
    private final Installation installation;
    private final TransactionTemplate transaction;
    private final RandomGenerator random;
    private final InstantSource clock;

    TakeSignUp(
            Affiliates affiliates,
            SignUpStore signUps,
            SignUpWaiting waiting,
            AffiliateInvitationStore invitations,
            SignUpGuard guard,
            JoinLetters letters,
            Outbox outbox,
            Installation installation,
            TransactionTemplate transaction,
            RandomGenerator random,
            InstantSource clock) {
        this.affiliates = affiliates;
        this.signUps = signUps;
        this.waiting = waiting;
        this.invitations = invitations;
        this.guard = guard;
        this.letters = letters;
        this.outbox = outbox;
        this.installation = installation;
        this.transaction = transaction;
        this.random = random;
        this.clock = clock;
    }

    /** Whether those who sign up by the public page must confirm their address first. */
    boolean confirms(Programme programme) {
        return programme.about().confirmEmail() && outbox.isOn();
    }

    /**
     * Takes a form of the public page.
     *
     * @param form the form's token
     * @param typed what the applicant was read from
     * @return false if the form was taken before; then nothing was done
     * @throws Problem 422 for a coupon that somebody has
     */
    boolean run(AccountId account, Programme programme, Secret form, Applicant applicant, Map<String, String> typed) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            refuseTaken(account, applicant);
            if (!guard.use(account, form.hash(), clock.instant())) {
                return false;
            }
            if (!isKnown(account, programme, applicant)) {
                if (confirms(programme)) {
                    await(account, programme, applicant, typed);
                } else {
                    // Who is to confirm and can't, since the mail server is gone, is looked at by a person.
                    AffiliateStatus born = programme.about().confirmEmail()
                            ? AffiliateStatus.PENDING
                            : programme.about().born();
                    born(
                            account,
                            programme,
                            applicant,
                            born,
                            programme.about().offer().orElseThrow(),
                            false);
                }
            }
            return true;
        }));
    }

    /**
     * Takes a form that came by an invitation, which is used up by it.
     *
     * @return false if the invitation is gone; then nothing was done
     */
    boolean run(AccountId account, Programme programme, AffiliateInvitation invitation, Applicant applicant) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            refuseTaken(account, applicant);
            if (!invitations.delete(account, programme.id(), invitation.id())) {
                return false;
            }
            if (!isKnown(account, programme, applicant)) {
                born(account, programme, applicant, AffiliateStatus.ACTIVE, invitation.offer(), true);
            }
            return true;
        }));
    }

    /**
     * Takes a form whose address was confirmed just now by this link, which is used up by it.
     *
     * @return false if the link was used meanwhile; then nothing was done
     */
    boolean confirmed(AccountId account, Programme programme, Secret link, Applicant applicant) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            refuseTaken(account, applicant);
            if (!waiting.take(account, programme.id(), link)) {
                return false;
            }
            if (!isKnown(account, programme, applicant)) {
                AffiliateStatus born = programme.about().born();
                born(
                        account,
                        programme,
                        applicant,
                        born,
                        programme.about().offer().orElseThrow(),
                        false);
            }
            return true;
        }));
    }

    /** Says so before anything depends on whether the address is known. */
    private void refuseTaken(AccountId account, Applicant applicant) {
        if (applicant
                .coupon()
                .filter(value -> affiliates.isTrigger(account, value))
                .isPresent()) {
            throw Problem.unprocessable("coupon", "is taken: choose another");
        }
    }

    private boolean isKnown(AccountId account, Programme programme, Applicant applicant) {
        guard.lockMailbox(account, applicant.email());
        Optional<Affiliate> known = affiliates.byEmail(account, applicant.email());
        known.filter(there -> guard.mayMail(account, there.email(), clock.instant()))
                .ifPresent(there -> letters.known(programme, there));
        return known.isPresent();
    }

    private void await(AccountId account, Programme programme, Applicant applicant, Map<String, String> typed) {
        Instant now = clock.instant();
        if (guard.mayMail(account, applicant.email(), now)) {
            Secret link = Secret.random("", random);
            waiting.put(account, programme.id(), link, typed, now, now.plus(CONFIRMED_WITHIN));
            letters.confirm(
                    programme,
                    applicant.email(),
                    installation.baseUrl() + programme.path() + "/confirm/" + link.text());
        }
    }

    private void born(
            AccountId account,
            Programme programme,
            Applicant applicant,
            AffiliateStatus status,
            long offer,
            boolean invited) {
        boolean waits = status != AffiliateStatus.ACTIVE;
        Optional<String> none = Optional.empty();
        Affiliate made = affiliates.create(
                account,
                new NewAffiliate(
                        status,
                        AffiliateSource.MERCHANT_PROFILE,
                        offer,
                        applicant.profile(),
                        applicant.answers(),
                        waits ? none : applicant.coupon()));
        Optional<String> wish = waits ? applicant.coupon() : none;
        Instant now = clock.instant();
        signUps.insert(account, new SignUp(made.number(), programme.id(), applicant.terms(), invited, wish, now));
        letters.welcome(account, programme, made);
    }
}
