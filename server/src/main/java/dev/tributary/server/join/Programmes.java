package dev.tributary.server.join;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.affiliate.AffiliateStatus;
import dev.tributary.server.api.Problem;
import dev.tributary.server.offer.Offer;
import dev.tributary.server.offer.Offers;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** An account's programmes. It always has one, which is closed until the merchant opens it. */
@Component
public class Programmes {
    /** The most that an account may have. */
    static final int MOST = 20;

    private final ProgrammeStore store;
    private final WriteProgramme write;
    private final Accounts accounts;
    private final Offers offers;
    private final TransactionTemplate transaction;
    private final UuidV7 ids;
    private final RandomGenerator random;
    private final InstantSource clock;

    Programmes(
            ProgrammeStore store,
            WriteProgramme write,
            Accounts accounts,
            Offers offers,
            TransactionTemplate transaction,
            UuidV7 ids,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store;
        this.write = write;
        this.accounts = accounts;
        this.offers = offers;
        this.transaction = transaction;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** All of them, the oldest first; never none. */
    public List<Programme> list(AccountId account) {
        List<Programme> found = store.list(account, MOST);
        return found.isEmpty() ? List.of(first(account)) : found;
    }

    /**
     * One of them.
     *
     * @throws Problem 404 if the account has no such
     */
    public Programme get(AccountId account, ProgrammeId id) {
        return store.find(account, id).orElseThrow(() -> Problem.notFound("such programme"));
    }

    /**
     * Makes one.
     *
     * @throws Problem 422 if it can't be as wished, 409 if there are {@value #MOST}
     */
    Programme create(AccountId account, String author, Wish wish) {
        return transaction.execute(status -> {
            list(account);
            store.lockAccount(account);
            if (store.list(account, MOST).size() == MOST) {
                throw Problem.conflict("An account may have " + MOST + " programmes, and has them.");
            }
            return write.create(account, author, blank(wish.about()), wish);
        });
    }

    /**
     * Changes one.
     *
     * @param wish what it is to be, made of what it is; what it throws leaves all as it was
     * @throws Problem 404 if the account has no such, 422 if it can't be as wished
     */
    Programme change(AccountId account, String author, ProgrammeId id, Function<Programme, Wish> wish) {
        return transaction.execute(status -> {
            Programme old = store.lock(account, id).orElseThrow(() -> Problem.notFound("such programme"));
            return write.change(account, author, old, wish.apply(old));
        });
    }

    /** What a programme is to be; without terms, nothing has to be accepted. */
    record Wish(Programme.About about, Optional<String> terms) {
        static Wish of(Programme programme) {
            return new Wish(programme.about(), programme.terms().map(JoinTerms::text));
        }

        Wish with(Programme.About other) {
            return new Wish(other, terms);
        }
    }

    private Programme first(AccountId account) {
        return transaction.execute(status -> {
            store.lockAccount(account);
            return store.list(account, 1).stream().findFirst().orElseGet(() -> insertFirst(account));
        });
    }

    private Programme insertFirst(AccountId account) {
        String name = accounts.get(account).name();
        String slug = Slug.of(name);
        Optional<Long> offer =
                offers.oldest(account, 1).stream().map(Offer::number).findFirst();
        int cut = name.offsetByCodePoints(0, Math.min(100, name.codePointCount(0, name.length())));
        Programme.About about = new Programme.About(
                slug, name.substring(0, cut), "", offer, AffiliateStatus.PENDING, false, false, Set.of(), List.of());
        Programme first = blank(about);
        if (store.insert(account, first)) {
            return first;
        }
        // Somebody has the plain one; 32 random bits are nobody's.
        Programme other = blank(renamed(about, slug + "-" + HexFormat.of().toHexDigits(random.nextInt())));
        if (!store.insert(account, other)) {
            throw new IllegalStateException("no free slug like " + slug);
        }
        return other;
    }

    private Programme blank(Programme.About about) {
        return new Programme(
                new ProgrammeId(ids.next()), about, Optional.empty(), clock.instant(), Optional.empty(), 1);
    }

    private static Programme.About renamed(Programme.About about, String slug) {
        return new Programme.About(
                slug,
                about.name(),
                about.intro(),
                about.offer(),
                about.born(),
                about.open(),
                about.confirmEmail(),
                about.asks(),
                about.fields());
    }
}
