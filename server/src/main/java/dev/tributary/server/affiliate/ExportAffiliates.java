package dev.tributary.server.affiliate;

import dev.tributary.server.csv.CsvColumn;
import dev.tributary.server.csv.Export;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Affiliates as CSV, the newest first, in the columns that {@link TakeInAffiliates} reads. */
@Component
class ExportAffiliates implements Export {
    private static final int PAGE = 500;
    private static final int MOST_QUESTIONS = 150;
    private static final List<String> HEADER = List.of(
            "id",
            "code",
            "first_name",
            "last_name",
            "email",
            "status",
            "offer_id",
            "company",
            "paypal_email",
            "address_1",
            "address_2",
            "city",
            "state",
            "zip",
            "country",
            "phone_number",
            "source",
            "created",
            "last_conversion");

    private final FindAffiliates find;
    private final CustomFieldStore questions;

    ExportAffiliates(FindAffiliates find, CustomFieldStore questions) {
        this.find = find;
        this.questions = questions;
    }

    @Override
    public String kind() {
        return "affiliates";
    }

    @Override
    public Sheet sheet(AccountId account, Map<String, String> query) {
        AffiliateSearch search = AffiliateSearch.of(query);
        List<String> asked = questions.names(account, MOST_QUESTIONS);
        List<String> header = new ArrayList<>(HEADER);
        asked.forEach(name -> header.add(CsvColumn.CUSTOM + name));
        return new Sheet(header, out -> write(account, search, asked, out));
    }

    private void write(
            AccountId account,
            AffiliateSearch search,
            List<String> asked,
            Consumer<List<? extends @Nullable Object>> out) {
        List<Affiliate> page = find.newest(account, search, Long.MAX_VALUE, PAGE);
        while (!page.isEmpty()) {
            page.forEach(affiliate -> out.accept(row(affiliate, asked)));
            page = page.size() < PAGE
                    ? List.of()
                    : find.newest(account, search, page.getLast().number(), PAGE);
        }
    }

    private static List<Object> row(Affiliate affiliate, List<String> asked) {
        Profile profile = affiliate.profile();
        Profile.Address address = profile.address();
        List<Object> row = new ArrayList<>(List.of(
                affiliate.number(),
                affiliate.code(),
                profile.firstName(),
                profile.lastName(),
                profile.email(),
                affiliate.status(),
                affiliate.offer(),
                profile.company(),
                profile.paypalEmail(),
                address.line1(),
                address.line2(),
                address.city(),
                address.state(),
                address.zip(),
                address.country(),
                address.phone(),
                affiliate.source(),
                affiliate.created(),
                affiliate.lastConversion()));
        asked.forEach(name -> row.add(profile.customFields().stream()
                .filter(field -> field.name().equals(name))
                .map(Profile.CustomField::value)
                .findFirst()));
        return row;
    }
}
