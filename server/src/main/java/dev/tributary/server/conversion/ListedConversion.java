package dev.tributary.server.conversion;

import dev.tributary.server.page.Format;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A conversion in a list and at the top of its page.
 *
 * @param affiliate the name, or the code of one without
 * @param mechanism how the order pointed to the affiliate
 * @param order the order's number as people know it; empty for an amount credited by hand
 * @param status as a badge shows it
 * @param payment that it is part of, whether that was sent or is only prepared
 * @param refund whether it takes another back
 */
public record ListedConversion(
        long number,
        String affiliate,
        long affiliateNumber,
        String mechanism,
        String order,
        boolean test,
        String status,
        boolean paid,
        Optional<Long> payment,
        boolean refund,
        String total,
        String commission,
        Instant created) {

    static ListedConversion of(ConversionSnapshot snapshot) {
        Conversion conversion = snapshot.conversion();
        Conversion.Worth worth = conversion.worth();
        return new ListedConversion(
                conversion.number(),
                name(snapshot.affiliate()),
                conversion.affiliate(),
                conversion.why().mechanism().label(),
                conversion.sale().reference().orElse(""),
                conversion.sale().test(),
                word(conversion.standing().status()),
                conversion.standing().paymentStatus() == PaymentStatus.PAID,
                conversion.standing().payment(),
                conversion.refundOf().isPresent(),
                Format.money(worth.total(), worth.currency()),
                Format.money(worth.commission(), worth.currency()),
                conversion.created());
    }

    public String path() {
        return ConversionPages.PATH + "/" + number;
    }

    public String affiliatePath() {
        return "/console/affiliates/" + affiliateNumber;
    }

    static String name(ConversionSnapshot.AffiliatePart affiliate) {
        String name = (affiliate.firstName() + " " + affiliate.lastName()).strip();
        return name.isEmpty() ? affiliate.code() : name;
    }

    static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
