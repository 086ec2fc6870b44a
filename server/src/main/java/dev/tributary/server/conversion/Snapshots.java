package dev.tributary.server.conversion;

import dev.tributary.server.conversion.ConversionSnapshot.AffiliatePart;
import dev.tributary.server.conversion.ConversionSnapshot.OfferPart;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
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

    /** As many questions for many conversions as for one. */
    List<ConversionSnapshot> of(AccountId account, List<Conversion> conversions) {
        if (conversions.isEmpty()) {
            return List.of();
        }
        Map<Long, AffiliatePart> affiliates = partners.affiliates(account, numbers(conversions, Conversion::affiliate));
        Map<Long, OfferPart> offers = partners.offers(account, numbers(conversions, Conversion::offer));
        return conversions.stream()
                .map(conversion -> new ConversionSnapshot(
                        conversion,
                        known(affiliates, conversion.affiliate()),
                        paying(conversion, known(offers, conversion.offer()))))
                .toList();
    }

    private static Set<Long> numbers(List<Conversion> conversions, ToLongFunction<Conversion> number) {
        return conversions.stream().mapToLong(number).boxed().collect(Collectors.toSet());
    }

    private static <T> T known(Map<Long, T> parts, long number) {
        return Optional.ofNullable(parts.get(number)).orElseThrow();
    }

    private static OfferPart paying(Conversion conversion, OfferPart offer) {
        return conversion.why().pay().map(offer::paying).orElse(offer);
    }
}
