package dev.tributary.server.conversion;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Joins conversions with the affiliate as it is now, and with the offer, whose terms are those of the conversion. */
@Component
class Snapshots {
    private final Partners partners;

    Snapshots(Partners partners) {
        this.partners = partners;
    }

    ConversionSnapshot of(AccountId account, Conversion conversion) {
        return of(account, List.of(conversion)).getFirst();
    }

    List<ConversionSnapshot> of(AccountId account, List<Conversion> conversions) {
        Map<Long, ConversionSnapshot.AffiliatePart> affiliates = new HashMap<>();
        Map<Long, ConversionSnapshot.OfferPart> offers = new HashMap<>();
        return conversions.stream()
                .map(conversion -> new ConversionSnapshot(
                        conversion,
                        affiliates.computeIfAbsent(conversion.affiliate(), number -> affiliate(account, number)),
                        paying(
                                conversion,
                                offers.computeIfAbsent(
                                        conversion.offer(),
                                        number ->
                                                partners.offer(account, number).orElseThrow()))))
                .toList();
    }

    private static ConversionSnapshot.OfferPart paying(Conversion conversion, ConversionSnapshot.OfferPart offer) {
        return conversion.why().pay().map(offer::paying).orElse(offer);
    }

    private ConversionSnapshot.AffiliatePart affiliate(AccountId account, long number) {
        return partners.find(account, number).orElseThrow().affiliate();
    }
}
