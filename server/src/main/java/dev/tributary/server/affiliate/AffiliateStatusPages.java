package dev.tributary.server.affiliate;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Go;
import dev.tributary.server.page.Toast;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Approving, denying, disabling and re-activating affiliates. */
@Controller
@RequestMapping(AffiliatePages.PATH)
class AffiliateStatusPages {
    private static final int MOST = 1000;

    private final ChangeStatus change;
    private final FindAffiliates find;

    AffiliateStatusPages(ChangeStatus change, FindAffiliates find) {
        this.change = change;
        this.find = find;
    }

    /** Goes back to the list if all went as wished; else says what became of each. */
    @PostMapping("/status")
    ModelAndView changeMany(
            @Needs(Permission.PROGRAMME) Member member,
            @RequestParam(name = "ids", required = false) String @Nullable [] ids,
            @RequestParam String to,
            @RequestParam Map<String, String> query) {
        String list = AffiliateSearch.of(query).filters().url();
        List<Long> numbers = numbers(ids);
        AffiliateStatus status = status(to);
        if (numbers.isEmpty()) {
            return new ModelAndView(new Go(list, Optional.of(Toast.bad("Choose at least one affiliate."))));
        }
        List<ChangeStatus.Result> results = change.run(member.account().id(), numbers, status);
        if (results.stream().allMatch(result -> result.result().equals("changed"))) {
            return new ModelAndView(Go.to(list).saying(done(results.size(), status)));
        }
        return new ModelAndView(
                "affiliate/status",
                Map.of("answers", answers(member.account().id(), results), "status", status, "list", list));
    }

    @PostMapping("/{number}/status")
    ModelAndView changeOne(
            @Needs(Permission.PROGRAMME) Member member, @PathVariable long number, @RequestParam String to) {
        AffiliateStatus status = status(to);
        ChangeStatus.Result result =
                change.run(member.account().id(), List.of(number), status).getFirst();
        return switch (result.result()) {
            case "refused" -> throw Problem.notFound("affiliate " + number);
            case "unchanged" -> back(number, "It was " + status.text() + " already.");
            default -> back(number, "The affiliate is " + status.text() + ".");
        };
    }

    private List<StatusAnswer> answers(AccountId account, List<ChangeStatus.Result> results) {
        Map<Long, Affiliate> affiliates = find.named(
                account, results.stream().map(ChangeStatus.Result::id).toList());
        return results.stream()
                .map(result -> new StatusAnswer(
                        result.id(),
                        Optional.ofNullable(affiliates.get(result.id())),
                        result.result(),
                        result.reason().orElse("")))
                .toList();
    }

    private static ModelAndView back(long number, String message) {
        return new ModelAndView(Go.to(AffiliatePages.path(number)).saying(message));
    }

    private static String done(int count, AffiliateStatus status) {
        return (count == 1 ? "One affiliate is " : count + " affiliates are ") + status.text() + ".";
    }

    /** The boxes are ours; whoever sends others gets what the API says. */
    private static List<Long> numbers(String @Nullable [] ids) {
        if (ids == null) {
            return List.of();
        }
        if (ids.length > MOST || Arrays.stream(ids).anyMatch(id -> !id.matches("[0-9]{1,18}"))) {
            throw Problem.unprocessable("ids", "must be at most " + MOST + " numbers of affiliates");
        }
        return Arrays.stream(ids).map(Long::valueOf).toList();
    }

    private static AffiliateStatus status(String to) {
        return Optional.ofNullable(AffiliateStatus.ALL.get(to))
                .filter(status -> status != AffiliateStatus.PENDING)
                .orElseThrow(() -> Problem.unprocessable("to", "must be ACTIVE, DENIED or DISABLED"));
    }
}
