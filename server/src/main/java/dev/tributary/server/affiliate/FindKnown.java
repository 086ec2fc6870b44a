package dev.tributary.server.affiliate;

import dev.tributary.server.api.Problem;
import dev.tributary.server.csv.CsvRow;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the affiliate that a row of affiliates is about, if it is there already. */
@Component
class FindKnown {
    private final AffiliateStore store;

    FindKnown(AffiliateStore store) {
        this.store = store;
    }

    /**
     * The affiliate; empty for one that is new.
     *
     * @throws Problem 422 if number and code, or the address, mean more than one
     */
    Optional<Affiliate> of(AccountId account, CsvRow row) {
        Optional<Long> number = AffiliateCells.number(row);
        Optional<String> code = AffiliateCells.code(row);
        Optional<Affiliate> byCode = code.flatMap(text -> store.ofCode(account, text));
        if (number.isPresent()) {
            return byNumber(account, number.get(), code, byCode);
        }
        return byCode.or(() -> code.isPresent() ? Optional.empty() : byEmail(account, row));
    }

    private Optional<Affiliate> byNumber(
            AccountId account, long number, Optional<String> code, Optional<Affiliate> byCode) {
        byCode.filter(other -> other.number() != number).ifPresent(other -> {
            throw Problem.unprocessable("code", "is taken by affiliate " + other.number() + ", " + other.name());
        });
        Optional<Affiliate> found = store.find(account, number);
        found.filter(one ->
                        code.filter(text -> !text.equalsIgnoreCase(one.code())).isPresent())
                .ifPresent(one -> {
                    throw Problem.unprocessable(
                            "code", "differs: affiliate " + number + " has the code " + one.code() + ", and keeps it");
                });
        return found;
    }

    private Optional<Affiliate> byEmail(AccountId account, CsvRow row) {
        List<Affiliate> found =
                row.text("email").map(email -> store.ofEmail(account, email, 2)).orElse(List.of());
        if (found.size() > 1) {
            throw Problem.unprocessable("email", "is that of several affiliates: give the id or the code too");
        }
        return found.stream().findFirst();
    }
}
