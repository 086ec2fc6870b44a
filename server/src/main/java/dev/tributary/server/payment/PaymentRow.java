package dev.tributary.server.payment;

import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.page.Format;
import org.jspecify.annotations.Nullable;

/**
 * A payment in a list and at the top of its page.
 *
 * @param name the affiliate's
 * @param email where PayPal is to send it, the affiliate's own address if no other is known
 * @param total with its currency
 */
public record PaymentRow(Payment payment, String name, String email, String total) {
    static PaymentRow of(Payment payment, @Nullable Affiliate affiliate) {
        return new PaymentRow(
                payment,
                affiliate == null ? String.valueOf(payment.affiliate()) : name(affiliate),
                affiliate == null ? "" : email(affiliate),
                Format.money(payment.total(), payment.currency()));
    }

    static String name(Affiliate affiliate) {
        return affiliate.name().isEmpty() ? affiliate.code() : affiliate.name();
    }

    static String email(Affiliate affiliate) {
        return affiliate.profile().paypalEmail().orElse(affiliate.email());
    }

    public String path() {
        return PaymentPages.PATH + "/" + payment.number();
    }

    public String affiliatePath() {
        return "/console/affiliates/" + payment.affiliate();
    }

    public boolean isPrepared() {
        return payment.state() == PaymentState.PREPARED;
    }
}
