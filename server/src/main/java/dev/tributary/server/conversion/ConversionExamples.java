package dev.tributary.server.conversion;

import dev.tributary.server.click.Click;
import dev.tributary.server.offer.OfferType;
import dev.tributary.server.order.Buyer;
import dev.tributary.server.order.OrderId;
import dev.tributary.server.order.Origin;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The example of each topic: the sample of the help article, taken through what the topic tells of. */
final class ConversionExamples {
    private static final Instant CREATED = Instant.parse("2020-02-14T18:48:42Z");
    private static final Instant CHANGED = Instant.parse("2020-03-15T09:30:00Z");
    private static final OrderId ORDER = new OrderId(new UUID(0x0170_456f_6a10_7000L, 0x8000_0000_0000_0001L));
    private static final Click CLICK = new Click(
            3321631,
            "89b4ba",
            Instant.parse("2019-11-06T18:44:41Z"),
            "https://samplestore.com/?rfsn=3321631.89b4ba",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    private static final Conversion.Standing PENDING = new Conversion.Standing(
            Status.PENDING,
            PaymentStatus.UNPAID,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    private static final Conversion.SalePart SALE = new Conversion.SalePart(
            Optional.of(ORDER),
            Optional.of("1022"),
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            new Buyer(Optional.of("Jane Doe"), Optional.of("JaneDoe@email.com"), Optional.of("11.222.333.44")),
            Origin.SHOPIFY);

    private ConversionExamples() {}

    static ConversionSnapshot of(String topic) {
        Conversion born = born();
        return snapshot(
                switch (topic) {
                    case ConversionTopics.APPROVED ->
                        born.changed(PENDING.with(Status.APPROVED, Optional.empty(), Optional.empty()), CHANGED);
                    case ConversionTopics.DENIED ->
                        born.changed(
                                PENDING.with(
                                        Status.DENIED,
                                        Optional.of(DeniedReason.ORDER_RETURNED),
                                        Optional.of("The parcel came back.")),
                                CHANGED);
                    case ConversionTopics.UNQUALIFIED -> unqualified(born);
                    case ConversionTopics.REFUNDED -> refunded(born);
                    default -> born;
                });
    }

    /** What changed in the example, for topics that tell of a change. */
    static Optional<Map<String, List<@Nullable Object>>> changes(String topic) {
        return switch (topic) {
            case ConversionTopics.APPROVED, ConversionTopics.DENIED ->
                Optional.of(ConversionEvents.changes(born(), of(topic).conversion()));
            default -> Optional.empty();
        };
    }

    private static ConversionSnapshot snapshot(Conversion conversion) {
        return new ConversionSnapshot(
                conversion,
                new ConversionSnapshot.AffiliatePart(123456, "123ab", "John", "Smith", "JohnSmith@email.com"),
                new ConversionSnapshot.OfferPart(
                        12345, "Standard Affiliate Commission", OfferType.PERCENT_OF_SALE, BigDecimal.TEN));
    }

    private static Conversion born() {
        return new Conversion(
                987654321,
                123456,
                12345,
                CREATED,
                Optional.empty(),
                PENDING,
                worth("130.55", "100.00", "10.00"),
                why(Optional.empty()),
                SALE,
                Optional.empty());
    }

    private static Conversion unqualified(Conversion born) {
        return new Conversion(
                born.number(),
                born.affiliate(),
                born.offer(),
                born.created(),
                Optional.empty(),
                PENDING.with(Status.UNQUALIFIED, Optional.empty(), Optional.of(LossReason.LATE_CLICK.sentence())),
                born.worth(),
                why(Optional.of(LossReason.LATE_CLICK)),
                SALE,
                Optional.empty());
    }

    private static Conversion refunded(Conversion born) {
        return new Conversion(
                987654322,
                born.affiliate(),
                born.offer(),
                CHANGED,
                Optional.empty(),
                PENDING.with(Status.APPROVED, Optional.empty(), Optional.empty()),
                worth("-65.28", "-50.00", "-5.00"),
                born.why(),
                SALE,
                Optional.of(born.number()));
    }

    private static Conversion.Why why(Optional<LossReason> unqualified) {
        return new Conversion.Why(
                Mechanism.LINK,
                Optional.empty(),
                Optional.of(CLICK),
                unqualified,
                List.of(new Conversion.WeighedClaim(123456, "123ab", Mechanism.LINK, Optional.empty(), unqualified)),
                Optional.empty(),
                Optional.empty());
    }

    private static Conversion.Worth worth(String total, String commissionable, String commission) {
        return new Conversion.Worth(
                Currency.getInstance("USD"),
                new BigDecimal(total),
                new BigDecimal(commissionable),
                new BigDecimal(commission));
    }
}
