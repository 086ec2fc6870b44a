package dev.tributary.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Members;
import dev.tributary.server.account.Role;
import dev.tributary.server.account.User;
import dev.tributary.server.account.UserId;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.People;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("database")
class TeamTest {
    private static final String TEAM = "/console/settings/team";
    private static final String INVITE = TEAM + "/invitations";
    private static final Pattern LINK = Pattern.compile("/console/invitation/[A-Za-z0-9_-]{43}");

    private final LiveServer server = House.SERVER;
    private final People people = House.PEOPLE;
    private final Account account = people.newAccount();
    private final UserId ownerId = people.ownerOf(account).id();
    private final Browser owner = people.owner(account);
    private final String name = account.id().toString().substring(20) + "@example.com";

    @Test
    void an_invitation_is_shown_once_and_lets_one_new_person_in_with_its_role() {
        String link = invite("New" + name, "developer");
        assertThat(owner.get(TEAM).text()).contains("new" + name).doesNotContain(link);

        Browser guest = people.stranger();
        assertThat(guest.get(link).expect(200).text()).contains("new" + name, "developer", account.name());
        guest.submit(link, link, "password", "12345").expect(422);
        Browser.location(guest.submit(link, link, "password", "a fine password"));
        assertThat(guest.get(TEAM).expect(200).text()).contains("developer").doesNotContain("Invite somebody");

        people.stranger().get(link).expect(410);
        assertThat(Browser.location(people.stranger()
                        .submit(
                                "/console/sign-in",
                                "/console/sign-in",
                                "email",
                                "NEW" + name,
                                "password",
                                "a fine password")))
                .isEqualTo("/console");
    }

    @Test
    void an_invitation_ends_with_its_week_and_when_it_is_revoked() {
        String link = invite("late" + name, "viewer");
        String other = invite("not" + name, "viewer");
        Matcher id = Pattern.compile("invitations/(inv_[0-9a-f]{32})/revoke")
                .matcher(owner.get(TEAM).text());
        while (id.find()) {
            Browser.location(owner.submit(TEAM, INVITE + "/" + id.group(1) + "/revoke"));
        }
        people.stranger().get(other).expect(410);
        people.stranger().get(link).expect(410);
        String last = invite("late" + name, "viewer");
        House.CLOCK.advance(Duration.ofDays(7));
        people.stranger().get(last).expect(410);
    }

    @Test
    void who_exists_already_must_sign_in_as_themselves_to_accept() {
        Account elsewhere = people.newAccount();
        Browser them = people.owner(elsewhere);
        User user = people.ownerOf(elsewhere);
        String link = invite(user.email(), "manager");

        owner.get(link).expect(200);
        owner.submit("/console/profile", link).expect(403);
        Browser stranger = people.stranger();
        stranger.post(link, stranger.token("/console/sign-in"), "password", "a stolen account")
                .expect(403);

        Browser.location(them.submit(link, link));
        assertThat(them.get(TEAM).expect(200).text()).contains(account.name());
        assertThat(server.bean(Members.class).role(account.id(), user.id())).contains(Role.MANAGER);
    }

    @Test
    void a_person_in_two_accounts_switches_and_pages_left_open_can_do_nothing_any_more() {
        Account other = people.newAccount();
        server.bean(Members.class).letIn(other.id(), ownerId, Role.VIEWER);
        String before = owner.token(TEAM);
        assertThat(owner.get("/console/accounts").expect(200).text()).contains(account.name(), other.name());
        Browser.location(owner.submit(
                "/console/accounts", "/console/accounts", "account", other.id().toString()));
        assertThat(owner.get(TEAM).expect(200).text()).contains(other.name()).doesNotContain("Invite somebody");
        owner.post("/console/sign-out-everywhere", before).expect(403);
        owner.get(TEAM).expect(200);
    }

    @Test
    void another_accounts_things_are_not_there() {
        Account other = people.newAccount();
        UserId theirs = people.ownerOf(other).id();
        owner.submit(TEAM, TEAM + "/" + theirs + "/role", "role", "viewer").expect(404);
        owner.submit(TEAM, TEAM + "/" + theirs + "/remove").expect(404);
        owner.submit(
                        "/console/profile",
                        "/console/accounts",
                        "account",
                        other.id().toString())
                .expect(404);
        owner.submit(TEAM, TEAM + "/nobody/remove").expect(404);
        owner.submit(TEAM, INVITE + "/inv_x/revoke").expect(404);
    }

    @ParameterizedTest
    @EnumSource(names = {"MANAGER", "DEVELOPER", "VIEWER"})
    void who_is_no_owner_reads_the_team_and_changes_nothing(Role role) {
        Browser member = people.member(account, role);
        String token = member.token(TEAM);
        assertThat(member.get(TEAM).expect(200).text()).doesNotContain("Remove");
        Answer refused = member.post(INVITE, token, "email", "friend" + name, "role", "owner");
        assertThat(refused.expect(403).text()).contains("change the team");
        assertThat(refused.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        member.post(TEAM + "/" + ownerId + "/role", token, "role", "viewer").expect(403);
        member.post(TEAM + "/" + ownerId + "/remove", token).expect(403);
        assertThat(server.bean(Members.class).role(account.id(), ownerId)).contains(Role.OWNER);
    }

    @Test
    void a_role_counts_from_the_next_click_and_who_is_removed_is_out() {
        Browser member = people.member(account, Role.VIEWER);
        User user = server.bean(Members.class).list(account.id()).stream()
                .filter(other -> other.role() == Role.VIEWER)
                .findFirst()
                .orElseThrow()
                .user();
        Browser.location(owner.submit(TEAM, TEAM + "/" + user.id() + "/role", "role", "owner"));
        assertThat(member.get(TEAM).expect(200).text()).contains("Invite somebody");
        owner.submit(TEAM, TEAM + "/" + user.id() + "/role", "role", "emperor").expect(422);
        Browser.location(owner.submit(TEAM, TEAM + "/" + user.id() + "/remove"));
        member.get(TEAM).expect(403);
        member.get("/console/accounts").expect(200);
    }

    @Test
    void the_last_owner_stays() {
        owner.submit(TEAM, TEAM + "/" + ownerId + "/role", "role", "viewer").expect(409);
        owner.submit(TEAM, TEAM + "/" + ownerId + "/remove").expect(409);
        people.member(account, Role.OWNER);
        Browser.location(owner.submit(TEAM, TEAM + "/" + ownerId + "/role", "role", "viewer"));
        owner.submit("/console/profile", TEAM + "/" + ownerId + "/role", "role", "owner")
                .expect(403);
    }

    @Test
    void an_account_given_to_an_address_that_somebody_took_before_opens_by_its_own_link_only() {
        String squatted = "squat" + name;
        String link = invite(squatted, "viewer");
        Browser squatter = people.stranger();
        Browser.location(squatter.submit(link, link, "password", "mine, mine, mine"));

        Accounts accounts = server.bean(Accounts.class);
        Account given = accounts.create("Given", squatted, account.currency(), true);
        squatter.submit(
                        "/console/profile",
                        "/console/accounts",
                        "account",
                        given.id().toString())
                .expect(404);

        String own = server.bean(SignInLinks.class)
                .create(given.id(), accounts.owner(given.id()).orElseThrow());
        Browser real = people.stranger();
        Browser.location(real.submit(own, own, "password", "truly my password"));
        assertThat(real.get(TEAM).expect(200).text()).contains("Given");
        squatter.get(TEAM).expect(303);
    }

    @Test
    void hostile_names_are_shown_as_text_and_nonsense_is_refused() {
        owner.submit(TEAM, INVITE, "email", "<script>alert(1)</script>", "role", "viewer")
                .expect(422);
        owner.submit(TEAM, INVITE, "email", "a\0b@example.com", "role", "viewer")
                .expect(422);
        owner.submit(TEAM, INVITE, "email", "x".repeat(100_000) + "@example.com", "role", "viewer")
                .expect(422);
        Answer shown = owner.submit(TEAM, INVITE, "email", "<b>\"x\"</b>@example.com", "role", "viewer");
        assertThat(shown.text()).doesNotContain("<b>\"x\"</b>");
        owner.submit(TEAM, INVITE, "role", "viewer").expect(422);
    }

    private String invite(String email, String role) {
        Answer made = owner.submit(TEAM, INVITE, "email", email, "role", role).expect(201);
        Matcher link = LINK.matcher(made.text());
        assertThat(link.find()).as(made.text()).isTrue();
        return link.group();
    }
}
