package dev.tributary.server.affiliate;

import dev.tributary.server.api.Problem;
import dev.tributary.server.csv.CsvColumn;
import dev.tributary.server.csv.CsvRow;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the affiliate that a row of something else names: by number, by code or by e-mail address. */
@Component
public class MeantAffiliate {
    /** The columns that name one. */
    public static final List<CsvColumn> COLUMNS = List.of(
            CsvColumn.of("affiliate_id", "Affiliate's number", "affiliate", "affiliate number", "aff id"),
            CsvColumn.of("affiliate_code", "Affiliate's code"),
            CsvColumn.of("affiliate_email", "Affiliate's e-mail address", "affiliate e-mail"));

    private final AffiliateStore store;

    MeantAffiliate(AffiliateStore store) {
        this.store = store;
    }

    /**
     * The affiliate; empty if the row names none.
     *
     * @throws Problem 422 that names the column, if there is no such affiliate, or more than one
     */
    public Optional<Affiliate> of(AccountId account, CsvRow row) {
        return row.text("affiliate_id")
                .map(id -> byNumber(account, id))
                .or(() -> row.text("affiliate_code").map(code -> byCode(account, code)))
                .or(() -> row.text("affiliate_email").map(email -> byEmail(account, email)));
    }

    /**
     * The same for a row that must name one.
     *
     * @throws Problem 422 if it does not
     */
    public Affiliate required(AccountId account, CsvRow row) {
        return of(account, row)
                .orElseThrow(() -> Problem.unprocessable(
                        "affiliate_id", "is required, or else the affiliate's code or e-mail address"));
    }

    private Affiliate byNumber(AccountId account, String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw Problem.unprocessable("affiliate_id", "must be an affiliate's number");
        }
        return store.find(account, Long.parseLong(id))
                .orElseThrow(() -> Problem.unprocessable(
                        "affiliate_id", "names no affiliate of this account: import the affiliates first"));
    }

    private Affiliate byCode(AccountId account, String code) {
        return store.ofCode(account, code)
                .orElseThrow(() -> Problem.unprocessable(
                        "affiliate_code", "names no affiliate of this account: import the affiliates first"));
    }

    private Affiliate byEmail(AccountId account, String email) {
        List<Affiliate> found = store.ofEmail(account, email, 2);
        if (found.size() != 1) {
            throw Problem.unprocessable(
                    "affiliate_email",
                    found.isEmpty()
                            ? "is that of no affiliate of this account: import the affiliates first"
                            : "is that of several affiliates: give the number instead");
        }
        return found.getFirst();
    }
}
