package dev.tributary.server.join;

import dev.tributary.server.affiliate.AffiliateStatus;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.api.FieldError;
import dev.tributary.server.api.Problem;
import dev.tributary.server.mail.Outbox;
import dev.tributary.server.offer.Offers;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Writes a programme with its fields and terms, inside the current transaction, or refuses it. */
@Component
class WriteProgramme {
    private final ProgrammeStore store;
    private final ProgrammeFieldStore fields;
    private final JoinTermsStore terms;
    private final Affiliates affiliates;
    private final Offers offers;
    private final Outbox outbox;
    private final InstantSource clock;

    WriteProgramme(
            ProgrammeStore store,
            ProgrammeFieldStore fields,
            JoinTermsStore terms,
            Affiliates affiliates,
            Offers offers,
            Outbox outbox,
            InstantSource clock) {
        this.store = store;
        this.fields = fields;
        this.terms = terms;
        this.affiliates = affiliates;
        this.offers = offers;
        this.outbox = outbox;
        this.clock = clock;
    }

    Programme create(AccountId account, String author, Programme blank, Programmes.Wish wish) {
        refuse(account, blank.id(), wish.about(), wish.about().confirmEmail());
        Programme bare = with(blank, numbered(account, wish.about()), Optional.empty());
        if (!store.insert(account, bare)) {
            throw taken();
        }
        fields.replace(account, bare.id(), bare.fields());
        return wish.terms().isEmpty() ? bare : put(account, terms(account, author, bare, wish.terms()));
    }

    /** Writes what differs; what is as it was keeps its version. */
    Programme change(AccountId account, String author, Programme old, Programmes.Wish wish) {
        boolean newlyConfirms = wish.about().confirmEmail() && !old.about().confirmEmail();
        refuse(account, old.id(), wish.about(), newlyConfirms);
        Programme.About about = numbered(account, wish.about());
        if (Programmes.Wish.of(old).equals(wish.with(about))) {
            return old;
        }
        Programme changed = terms(account, author, with(old, about, old.terms()), wish.terms());
        if (!about.fields().equals(old.fields())) {
            fields.replace(account, old.id(), about.fields());
        }
        return put(account, next(changed));
    }

    private Programme put(AccountId account, Programme programme) {
        try {
            store.update(account, programme);
            return programme;
        } catch (DuplicateKeyException slug) { // taken by another account since we looked
            throw taken();
        }
    }

    private void refuse(AccountId account, ProgrammeId id, Programme.About about, boolean newlyConfirms) {
        List<FieldError> errors = new ArrayList<>();
        if (store.isTaken(about.slug(), id)) {
            errors.add(new FieldError("slug", "is taken: choose another"));
        }
        if (about.offer().isPresent()
                && offers.find(account, about.offer().get()).isEmpty()) {
            errors.add(new FieldError("offer_id", "names no offer of this account"));
        }
        if (about.open() && about.offer().isEmpty()) {
            errors.add(new FieldError("offer_id", "is needed before the page can open"));
        }
        if (about.asks().contains(Ask.COUPON) && about.born() != AffiliateStatus.PENDING) {
            errors.add(new FieldError(
                    "ask", "can name coupon only where new affiliates wait for approval: anybody could take any code"));
        }
        if (newlyConfirms && !outbox.isOn()) {
            errors.add(new FieldError("confirm_email", "needs a mail server, and none is set up"));
        }
        if (!errors.isEmpty()) {
            throw Problem.unprocessable(errors);
        }
    }

    private Programme.About numbered(AccountId account, Programme.About about) {
        return about.with(about.fields().stream()
                .map(field -> field.numbered(affiliates.customField(account, field.label())))
                .toList());
    }

    /** With these terms: the version that says so already, or one more. */
    private Programme terms(AccountId account, String author, Programme programme, Optional<String> text) {
        if (text.equals(programme.terms().map(JoinTerms::text))) {
            return programme;
        }
        return with(programme, programme.about(), text.map(words -> write(account, author, programme.id(), words)));
    }

    private JoinTerms write(AccountId account, String author, ProgrammeId programme, String text) {
        Optional<JoinTerms> newest =
                terms.newest(account, programme, Integer.MAX_VALUE, 1).stream().findFirst();
        if (newest.map(JoinTerms::text).equals(Optional.of(text))) {
            return newest.get();
        }
        int version = newest.map(JoinTerms::version).orElse(0) + 1;
        JoinTerms written = new JoinTerms(version, text, author, clock.instant());
        terms.insert(account, programme, written);
        return written;
    }

    private Programme next(Programme programme) {
        return new Programme(
                programme.id(),
                programme.about(),
                programme.terms(),
                programme.createdAt(),
                Optional.of(clock.instant()),
                programme.version() + 1);
    }

    private static Programme with(Programme programme, Programme.About about, Optional<JoinTerms> terms) {
        return new Programme(
                programme.id(), about, terms, programme.createdAt(), programme.updatedAt(), programme.version());
    }

    private static Problem taken() {
        return Problem.unprocessable("slug", "is taken: choose another");
    }
}
