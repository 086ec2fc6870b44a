package dev.tributary.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.People;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Account > Settings > API keys. */
@Tag("database")
class ApiKeyPagesTest {
    private static final String LIST = "/console/settings/api-keys";
    private static final Pattern KEY = Pattern.compile("trb_[A-Za-z0-9_-]{43}");

    private final LiveServer server = House.SERVER;
    private final People people = House.PEOPLE;
    private final Account account = people.newAccount();
    private final Browser owner = people.owner(account);

    @Test
    void a_key_is_shown_once_and_works_until_it_is_revoked() {
        Answer made = make(owner, "<b>ERP</b>", "read", "30");
        String key = key(made.expect(201));
        assertThat(made.text()).doesNotContain("<b>ERP</b>");
        server.calls(key).get("/api/v1/offers").expect(200);
        String list = owner.get(LIST).expect(200).text();
        assertThat(list)
                .contains(
                        "&lt;b&gt;ERP", "read", "by " + people.ownerOf(account).email())
                .doesNotContain(key, "<b>ERP");
        String revoke = revokePath(list);
        assertThat(owner.get(revoke).expect(200).text()).contains("refused from now on");
        assertThat(Browser.location(owner.submit(revoke, revoke))).isEqualTo(LIST);
        server.calls(key).get("/api/v1/offers").expect(401);
        owner.submit(LIST + "/new", revoke).expect(404);
    }

    @Test
    void a_key_ends_with_its_time() {
        String key = key(make(owner, "Short", "read", "30").expect(201));
        House.CLOCK.advance(Duration.ofDays(30));
        server.calls(key).get("/api/v1/offers").expect(401);
        assertThat(people.owner(account).get(LIST).text()).contains("expired");
    }

    @Test
    void a_form_that_is_wrong_comes_back_and_makes_no_key() {
        assertThat(make(owner, "My key", "admin", "30").expect(422).text())
                .contains("must be some of read, write, tracking", "value=\"My key\"");
        assertThat(make(owner, "", "read", "30").expect(422).text()).contains("is required");
        make(owner, "a\0b", "read", "30").expect(422);
        make(owner, "x".repeat(101), "read", "never").expect(422);
        assertThat(owner.get(LIST).text()).contains("No API keys yet");
    }

    @Test
    void a_developer_makes_and_revokes_no_key_that_writes() {
        Browser developer = people.member(account, Role.DEVELOPER);
        assertThat(developer.get(LIST + "/new").expect(200).text()).doesNotContain("value=\"write\"");
        assertThat(make(developer, "Mine", "write", "30").expect(403).text()).contains("make API keys that write");
        key(make(developer, "Mine", "tracking", "30").expect(201));
        server.bean(ApiKeys.class).create(account.id(), "Writes", Set.of(Scope.WRITE));
        String revoke = revokePath(owner.get(LIST).text());
        assertThat(developer.get(LIST).text()).contains("Writes").doesNotContain(revoke);
        developer.submit(LIST + "/new", revoke).expect(403);
        Browser.location(owner.submit(revoke, revoke));
    }

    @Test
    void who_may_not_change_keys_sees_them_and_others_see_none() {
        make(owner, "Shop", "tracking", "365").expect(201);
        String revoke = revokePath(owner.get(LIST).text());
        for (Role role : new Role[] {Role.VIEWER, Role.MANAGER}) {
            Browser reader = people.member(account, role);
            String token = reader.token("/console/profile");
            assertThat(reader.get(LIST).expect(200).text()).contains("Shop").doesNotContain("Revoke", "New API key");
            reader.get(LIST + "/new").expect(403);
            reader.get(revoke).expect(403);
            reader.post(LIST, token, "name", "x", "scopes", "read").expect(403);
            reader.post(revoke, token).expect(403);
        }
        Browser other = people.owner(people.newAccount());
        assertThat(other.get(LIST).text()).doesNotContain("Shop<");
        other.get(revoke).expect(404);
        other.submit(LIST + "/new", revoke).expect(404);
    }

    private static Answer make(Browser browser, String name, String scope, String lives) {
        return browser.submit(LIST + "/new", LIST, "name", name, "scopes", scope, "lives", lives);
    }

    private static String key(Answer made) {
        Matcher found = KEY.matcher(made.text());
        assertThat(found.find()).as(made.text()).isTrue();
        return found.group();
    }

    /** Where the newest key is revoked. */
    private static String revokePath(String list) {
        Matcher found = Pattern.compile(LIST + "/key_[0-9a-f]{32}/revoke").matcher(list);
        assertThat(found.find()).as(list).isTrue();
        return found.group();
    }
}
