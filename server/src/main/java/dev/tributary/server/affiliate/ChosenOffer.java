package dev.tributary.server.affiliate;

import dev.tributary.server.api.Problem;
import dev.tributary.server.csv.CsvRow;
import dev.tributary.server.offer.Offer;
import dev.tributary.server.offer.Offers;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the offer that a row of affiliates names, by number or by name. */
@Component
class ChosenOffer {
    private final Offers offers;

    ChosenOffer(Offers offers) {
        this.offers = offers;
    }

    /** The offer's number; that of the account's only offer, where the row names none. */
    long required(AccountId account, CsvRow row) {
        return of(account, row).orElseGet(() -> {
            List<Offer> all = offers.oldest(account, 2);
            if (all.size() != 1) {
                throw Problem.unprocessable(
                        "offer_id",
                        all.isEmpty()
                                ? "can't be found: the account has no offer yet; import the offers first"
                                : "is required, or else the offer's name: the account has several offers");
            }
            return all.getFirst().number();
        });
    }

    /**
     * The offer's number, if the row names one.
     *
     * @throws Problem 422 if there is no such offer
     */
    Optional<Long> of(AccountId account, CsvRow row) {
        return row.text("offer_id")
                .map(id -> byNumber(account, id))
                .or(() -> row.text("offer").map(name -> byName(account, name)));
    }

    private long byNumber(AccountId account, String id) {
        return Optional.of(id)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .flatMap(text -> offers.find(account, Long.parseLong(text)))
                .map(Offer::number)
                .orElseThrow(() ->
                        Problem.unprocessable("offer_id", "names no offer of this account: import the offers first"));
    }

    private long byName(AccountId account, String name) {
        List<Offer> found = offers.ofName(account, name);
        if (found.size() != 1) {
            throw Problem.unprocessable(
                    "offer",
                    found.isEmpty()
                            ? "names no offer of this account: import the offers first"
                            : "is the name of several offers: give the offer_id instead");
        }
        return found.getFirst().number();
    }
}
