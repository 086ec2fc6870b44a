package dev.tributary.server.conversion;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** A conversion's page, as it is first seen and as it comes back with what is wrong with a form on it. */
@Component
class ConversionPage {
    private static final int MOST_REFUNDS = 100;

    private final ConversionStore store;
    private final Snapshots snapshots;

    ConversionPage(ConversionStore store, Snapshots snapshots) {
        this.store = store;
        this.snapshots = snapshots;
    }

    Conversion find(Member member, String id) {
        return ReadQuery.number(id)
                .flatMap(number -> store.find(member.account().id(), number))
                .orElseThrow(() -> Problem.notFound("such conversion"));
    }

    ModelAndView of(Member member, Conversion conversion, Form form, HttpStatus status) {
        AccountId account = member.account().id();
        List<ConversionSnapshot> refunds =
                snapshots.of(account, store.refunds(account, conversion.number(), MOST_REFUNDS));
        ConversionStory story = ConversionStory.of(
                snapshots.of(account, conversion), store.approveAt(account, conversion.number()), refunds);
        boolean may = member.may(Permission.CONVERSIONS);
        Optional<Status> first = conversion
                .refundOf()
                .flatMap(number -> store.find(account, number))
                .map(sale -> sale.standing().status());
        ModelAndView page = new ModelAndView(
                "conversion/one",
                Map.of(
                        "story",
                        story,
                        "form",
                        form,
                        "may",
                        may,
                        "approve",
                        may && allows(conversion, first, Status.APPROVED),
                        "deny",
                        may && allows(conversion, first, Status.DENIED),
                        "reopen",
                        may && allows(conversion, first, Status.PENDING)));
        page.setStatus(status);
        return page;
    }

    private static boolean allows(Conversion conversion, Optional<Status> first, Status to) {
        return Transition.of(conversion, first, to) instanceof Transition.Allowed;
    }
}
