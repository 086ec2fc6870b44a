package dev.tributary.server.affiliate;

import dev.tributary.server.api.Problem;
import dev.tributary.server.csv.CsvColumn;
import dev.tributary.server.csv.CsvRow;
import dev.tributary.server.csv.Pass;
import dev.tributary.server.csv.RowBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The columns of a file of affiliates, and what is in them beyond what the API's body has. */
final class AffiliateCells {
    static final List<CsvColumn> COLUMNS = List.of(
            CsvColumn.of("id", "Affiliate's number", "affiliate id", "aff id", "refersion id"),
            CsvColumn.of("code", "Code of its link", "affiliate code", "referral code", "link code"),
            CsvColumn.of(
                    "link", "Link with rfsn=NUMBER.CODE", "affiliate link", "referral link", "tracking link", "url"),
            CsvColumn.of("first_name", "First name", "firstname", "given name"),
            CsvColumn.of("last_name", "Last name", "lastname", "surname", "family name"),
            CsvColumn.of("name", "Full name", "affiliate name", "affiliate"),
            CsvColumn.of("email", "E-mail", "email address", "e-mail address", "affiliate email"),
            CsvColumn.of("status", "Status", "affiliate status"),
            CsvColumn.of("offer_id", "Offer's number"),
            CsvColumn.of("offer", "Offer's name", "offer name", "program", "programme"),
            CsvColumn.of("coupon", "Coupons", "coupon code", "coupons", "coupon codes", "discount code"),
            CsvColumn.of("company", "Company", "company name"),
            CsvColumn.of("paypal_email", "PayPal address", "paypal", "paypal email address"),
            CsvColumn.of("address_1", "Address", "address", "street", "address line 1", "address1"),
            CsvColumn.of("address_2", "Address, second line", "address line 2", "address2"),
            CsvColumn.of("city", "City", "town"),
            CsvColumn.of("state", "State", "region", "province"),
            CsvColumn.of("zip", "Postal code", "zip code", "postcode"),
            CsvColumn.of("country", "Country", "country code"),
            CsvColumn.of("phone_number", "Phone", "phone number", "telephone"),
            CsvColumn.of(
                    "created", "Joined", "created at", "date created", "signup date", "date joined", "registered"));

    private static final Pattern LINK =
            Pattern.compile("(?:.*[?&]rfsn=)?([0-9]{1,18})[._]([0-9A-Za-z]{1,40})(?:[&#].*)?");
    private static final Map<String, AffiliateStatus> STATUSES = statuses();

    private AffiliateCells() {}

    /** The row as the API's body has it, less status, offer and coupon. */
    static RowBody body(CsvRow row, Pass pass, List<Profile.CustomField> known) {
        RowBody body = new RowBody(row, pass)
                .texts("first_name", "last_name", "email", "company", "paypal_email", "address_1", "address_2")
                .texts("city", "state", "zip", "country", "phone_number")
                .times("created");
        if (row.text("first_name").isEmpty()) {
            row.text("name").ifPresent(name -> split(body, row, name));
        }
        answers(body, row, known);
        return body;
    }

    private static void split(RowBody body, CsvRow row, String name) {
        int space = row.hasAny("last_name") ? -1 : name.lastIndexOf(' ');
        body.put(
                "name",
                "first_name",
                space < 0 ? name : name.substring(0, space).strip());
        if (space >= 0) {
            body.put("name", "last_name", name.substring(space + 1));
        }
    }

    /** What the affiliate has answered already, with what the row answers instead or besides. */
    private static void answers(RowBody body, CsvRow row, List<Profile.CustomField> known) {
        Map<String, String> answers = new LinkedHashMap<>();
        known.forEach(field -> answers.put(field.name(), field.value()));
        row.values().forEach((column, value) -> {
            if (column.startsWith(CsvColumn.CUSTOM)) {
                answers.put(column.substring(CsvColumn.CUSTOM.length()).strip(), value);
            }
        });
        List<Map<String, String>> list = new ArrayList<>();
        answers.forEach((name, value) -> {
            body.blame(CsvColumn.CUSTOM + name, "custom_fields[" + list.size() + "].value");
            body.blame(CsvColumn.CUSTOM + name, "custom_fields[" + list.size() + "].name");
            list.add(Map.of("name", name, "value", value));
        });
        if (!list.isEmpty()) {
            body.put("", "custom_fields", list);
        }
    }

    /** The status in the API's words or in those of others. */
    static Optional<AffiliateStatus> status(CsvRow row) {
        return row.text("status").map(text -> {
            @Nullable AffiliateStatus status = STATUSES.get(RowBody.word(text));
            if (status == null) {
                throw Problem.unprocessable("status", "must be ACTIVE, PENDING, DENIED or DISABLED");
            }
            return status;
        });
    }

    /** Number and code, from columns of their own or from the link. */
    static Optional<Long> number(CsvRow row) {
        return row.text("id")
                .map(text -> {
                    if (!text.matches("[0-9]{1,12}") || Long.parseLong(text) < 1) {
                        throw Problem.unprocessable("id", "must be a whole number from 1 to 999999999999");
                    }
                    return Long.parseLong(text);
                })
                .or(() -> link(row).map(link -> Long.parseLong(link.group(1))));
    }

    static Optional<String> code(CsvRow row) {
        Optional<String> code = row.text("code").or(() -> link(row).map(link -> link.group(2)));
        if (code.filter(text -> !text.matches("[0-9A-Za-z]{1,40}")).isPresent()) {
            throw Problem.unprocessable("code", "must be 1 to 40 letters and digits without accents");
        }
        return code;
    }

    static List<String> coupons(CsvRow row) {
        return row.text("coupon").stream()
                .flatMap(text -> Pattern.compile("[,;|\\n]").splitAsStream(text))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    private static Optional<Matcher> link(CsvRow row) {
        return row.text("link").map(text -> {
            Matcher link = LINK.matcher(text);
            if (!link.matches()) {
                throw Problem.unprocessable("link", "must hold rfsn=NUMBER.CODE");
            }
            return link;
        });
    }

    private static Map<String, AffiliateStatus> statuses() {
        Map<String, AffiliateStatus> statuses = new LinkedHashMap<>(AffiliateStatus.ALL);
        statuses.put("APPROVED", AffiliateStatus.ACTIVE);
        statuses.put("REJECTED", AffiliateStatus.DENIED);
        statuses.put("DECLINED", AffiliateStatus.DENIED);
        statuses.put("INACTIVE", AffiliateStatus.DISABLED);
        statuses.put("SUSPENDED", AffiliateStatus.DISABLED);
        statuses.put("AWAITING_APPROVAL", AffiliateStatus.PENDING);
        return statuses;
    }
}
