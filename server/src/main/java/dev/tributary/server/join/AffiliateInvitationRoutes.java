package dev.tributary.server.join;

import dev.tributary.server.access.Caller;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Email;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/programmes/{id}/invitations")
class AffiliateInvitationRoutes {
    private static final UUID AFTER_ALL = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final Programmes programmes;
    private final AffiliateInvitations invitations;
    private final AffiliateInvitationStore store;
    private final InstantSource clock;

    AffiliateInvitationRoutes(
            Programmes programmes,
            AffiliateInvitations invitations,
            AffiliateInvitationStore store,
            InstantSource clock) {
        this.programmes = programmes;
        this.invitations = invitations;
        this.store = store;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, List<Map<String, @Nullable Object>>> invite(Caller caller, @PathVariable String id, Fields body) {
        Programme programme = programmes.get(caller.account(), ProgrammeId.parse(id));
        List<String> emails = body.texts("emails", AffiliateInvitations.MOST_AT_ONCE, Email.MAX_LENGTH)
                .orElse(List.of());
        if (emails.isEmpty()) {
            body.error("emails", "is required: at least one address");
        }
        long offer =
                body.whole("offer_id").orElseGet(() -> programme.about().offer().orElse(0L));
        body.done();
        return Map.of(
                "results",
                invitations.invite(caller.account(), caller.actor(), programme, offer, emails).stream()
                        .map(AffiliateInvitationRoutes::view)
                        .toList());
    }

    /** The open ones, the newest first. */
    @GetMapping
    Page<Map<String, @Nullable Object>> list(Caller caller, @PathVariable String id, Paging paging) {
        Programme programme = programmes.get(caller.account(), ProgrammeId.parse(id));
        UUID before = paging.cursor()
                .map(cursor ->
                        AffiliateInvitationId.position(Cursor.parts(cursor, 1).getFirst()))
                .orElse(AFTER_ALL);
        return Page.cut(
                        store.open(caller.account(), programme.id(), before, clock.instant(), paging.fetch()),
                        paging.limit(),
                        invitation -> Cursor.of(invitation.id().toString()))
                .map(AffiliateInvitationRoutes::view);
    }

    @DeleteMapping("/{invitation}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Caller caller, @PathVariable String id, @PathVariable String invitation) {
        Programme programme = programmes.get(caller.account(), ProgrammeId.parse(id));
        invitations.withdraw(caller.account(), programme.id(), AffiliateInvitationId.parse(invitation));
    }

    private static Map<String, @Nullable Object> view(AffiliateInvitations.Result result) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("email", result.email());
        view.put("result", result.made().isPresent() ? "invited" : "refused");
        view.put("reason", result.reason().isEmpty() ? null : result.reason());
        view.put(
                "invitation", result.made().map(AffiliateInvitationRoutes::view).orElse(null));
        view.put("url", result.url().orElse(null));
        return view;
    }

    private static Map<String, @Nullable Object> view(AffiliateInvitation invitation) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", invitation.id().toString());
        view.put("email", invitation.email());
        view.put("offer_id", invitation.offer());
        view.put("mailed", invitation.mailed());
        view.put("created_at", invitation.createdAt());
        view.put("expires_at", invitation.expiresAt());
        return view;
    }
}
