package dev.tributary.server.portal;

import static dev.tributary.server.portal.PortalHouse.SIGN_IN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What an affiliate must never see, and who must never see what is an affiliate's. */
@Tag("database")
@Tag("once")
class PortalSeparationTest {
    private static final String SECRET = "secretcustomer";
    private static final List<String> PAGES = List.of(
            "/portal", "/portal/links", "/portal/clicks", "/portal/conversions", "/portal/payments", "/portal/profile");
    /** Routes of people who have not come in. */
    private static final Set<String> DOORS =
            Set.of("/portal/sign-in", "/portal/sign-in/mail", "/portal/enter/{token}", "/portal/address/{token}");
    /** Routes that act on the session alone. */
    private static final Set<String> SESSION =
            Set.of("/portal/choose", "/portal/sign-out", "/portal/sign-out-everywhere");

    private final Merchant merchant = PortalHouse.SERVER.merchant();
    private final long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
    private final String name = PortalHouse.name();
    private final Partner partner = merchant.partner(offer, name, "");

    @Test
    void no_page_shows_anothers_whatever_the_request_names() {
        Partner other = merchant.partner(
                offer, PortalHouse.name(), ",\"coupon\":\"OTHERS" + name + "\",\"company\":\"Otherco\"");
        Merchant elsewhere = PortalHouse.SERVER.merchant();
        Partner stranger = elsewhere.partner(elsewhere.offer("PERCENT_OF_SALE", "10", ""), PortalHouse.name(), "");
        sell(merchant, other, "4711.00");
        sell(elsewhere, stranger, "4711.00");
        Browser theirs = PortalHouse.enter(merchant, partner);
        for (String page : PAGES) {
            for (long id : new long[] {other.id(), stranger.id()}) {
                String query = "?affiliate=" + id + "&affiliate_id=" + id + "&number=" + id + "&account="
                        + elsewhere.account() + "&programme=" + elsewhere.account() + "/" + id;
                String text = theirs.get(page + query).expect(200).text();
                assertThat(text)
                        .as(page)
                        .doesNotContain(other.link(), stranger.link(), "OTHERS", "Otherco", "4711", "4,711", "471.10");
            }
            theirs.get(page + "/" + other.id()).expect(404);
        }
        theirs.submit("/portal", "/portal/choose", "programme", merchant.account() + "/" + other.id())
                .expect(404);
        theirs.submit("/portal", "/portal/choose", "programme", elsewhere.account() + "/" + stranger.id())
                .expect(404);
        assertThat(theirs.get("/portal").text()).contains(partner.link());
    }

    @Test
    void a_form_names_nobody_else() {
        Partner other = merchant.partner(offer, PortalHouse.name(), "");
        Browser theirs = PortalHouse.enter(merchant, partner);
        Browser.location(theirs.submit(
                "/portal/profile",
                "/portal/profile?number=" + other.id() + "&affiliate=" + other.id(),
                "version",
                "1",
                "first_name",
                "Changed",
                "id",
                String.valueOf(other.id()),
                "affiliate",
                String.valueOf(other.id())));
        assertThat(merchant.get("/api/v1/affiliates/" + other.id()).text("/first_name"))
                .isNotEqualTo("Changed");
        assertThat(merchant.get("/api/v1/affiliates/" + partner.id()).text("/first_name"))
                .isEqualTo("Changed");
    }

    @Test
    void conversions_tell_nothing_of_customers() {
        merchant.post("/api/v1/orders", """
                {"order_id":"%s-1","affiliate_id":%d,"customer":{"first_name":"%s","last_name":"%s",
                "email":"%s@customers.example","ip_address":"203.0.113.7"},
                "items":[{"name":"%s","quantity":1,"price":"50.00"}]}
                """.formatted(SECRET, partner.id(), SECRET, SECRET, SECRET, SECRET))
                .expect(201);
        Browser theirs = PortalHouse.enter(merchant, partner);
        assertThat(theirs.get("/portal/conversions").expect(200).text()).contains("5.00\u00a0USD");
        for (String page : PAGES) {
            assertThat(theirs.get(page).expect(200).text()).doesNotContain(SECRET, "203.0.113.7");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DENIED", "DISABLED"})
    void whoever_is_shut_out_is_out_at_once(String status) {
        Browser theirs = PortalHouse.enter(merchant, partner);
        String link = PortalHouse.link(merchant, partner);
        merchant.post("/api/v1/affiliates/status", "{\"ids\":[%d],\"status\":\"%s\"}".formatted(partner.id(), status))
                .expect(200);
        for (String page : PAGES) {
            assertThat(Browser.location(theirs.get(page))).isEqualTo(SIGN_IN);
        }
        theirs.get(link).expect(410);
        String mail = SIGN_IN + "/mail";
        theirs.submit(mail, mail, "email", PortalHouse.email(name)).expect(200);
        String known = PortalHouse.email(PortalHouse.name());
        merchant.partner(offer, known.substring(0, known.indexOf('@')), "");
        theirs.submit(mail, mail, "email", known).expect(200);
        PortalHouse.mails(known, 1); // by then the other would have come
        assertThat(PortalHouse.mails(PortalHouse.email(name)))
                .noneMatch(sent -> sent.text().contains("/portal/"));

        Browser owner = PortalHouse.owner(merchant);
        String page = "/console/affiliates/" + partner.id();
        assertThat(owner.get(page).text()).doesNotContain("portal-link");
        owner.submit(page, page + "/portal-link").expect(409);
    }

    @Test
    void whose_address_the_merchant_changes_signs_in_anew() {
        Browser theirs = PortalHouse.enter(merchant, partner);
        merchant.patch("/api/v1/affiliates/" + partner.id(), "{\"email\":\"new-" + name + "@partners.example\"}")
                .expect(200);
        assertThat(Browser.location(theirs.get("/portal"))).isEqualTo(SIGN_IN);
    }

    @Test
    void a_pending_one_sees_that_they_wait_and_no_link_nor_number() {
        Partner waiting = pending();
        Browser theirs = PortalHouse.enter(merchant, waiting);
        assertThat(theirs.get("/portal").expect(200).text())
                .contains("Waiting for approval")
                .doesNotContain(waiting.link(), waiting.code(), "/portal/links");
        theirs.get("/portal/profile").expect(200);
        for (String page : PAGES.subList(1, 5)) {
            assertThat(theirs.get(page).expect(403).text()).doesNotContain(waiting.code());
        }
        merchant.post("/api/v1/affiliates/status", "{\"ids\":[%d],\"status\":\"ACTIVE\"}".formatted(waiting.id()));
        assertThat(theirs.get("/portal").expect(200).text()).contains(waiting.link());
    }

    @Test
    void a_merchants_session_opens_no_portal_and_an_affiliates_no_console() {
        Browser owner = PortalHouse.owner(merchant);
        Browser theirs = PortalHouse.enter(merchant, partner);
        assertThat(Browser.location(owner.get("/portal"))).isEqualTo(SIGN_IN);
        assertThat(Browser.location(theirs.get("/console"))).startsWith("/console/sign-in");
        String merchants = owner.cookie("tributary").orElseThrow().getValue();
        String affiliates = theirs.cookie("tributary-portal").orElseThrow().getValue();
        String bothWays = "tributary=" + affiliates + "; tributary-portal=" + merchants;
        for (String page : PAGES) {
            assertThat(Browser.location(withCookie(page, bothWays))).isEqualTo(SIGN_IN);
        }
        assertThat(Browser.location(withCookie("/console", bothWays))).startsWith("/console/sign-in");
        withCookie("/api/v1/affiliates", bothWays).expect(401);
        withCookie("/portal", "tributary-portal=" + affiliates).expect(200);
    }

    @Test
    void every_route_of_the_portal_asks_who_is_there() {
        List<String> careless = new ArrayList<>();
        mapping()
                .getHandlerMethods()
                .forEach((route, method) -> route.getPatternValues().stream()
                        .filter(path -> path.startsWith("/portal") && !DOORS.contains(path) && !SESSION.contains(path))
                        .filter(path -> !asks(method))
                        .forEach(careless::add));
        assertThat(careless).isEmpty();
        for (String path : SESSION) {
            assertThat(Browser.location(PortalHouse.PEOPLE.stranger().get(path)))
                    .isEqualTo(SIGN_IN);
        }
    }

    @Test
    void every_page_that_is_read_is_in_this_tests_list() {
        List<String> read = new ArrayList<>();
        mapping().getHandlerMethods().forEach((route, method) -> {
            if (route.getMethodsCondition().getMethods().contains(RequestMethod.GET) && asks(method)) {
                route.getPatternValues().stream()
                        .filter(path -> path.startsWith("/portal"))
                        .forEach(read::add);
            }
        });
        assertThat(read).containsExactlyInAnyOrderElementsOf(PAGES);
    }

    @Test
    void only_a_member_who_may_change_the_programme_makes_links() {
        Browser viewer = PortalHouse.PEOPLE.member(
                PortalHouse.SERVER.bean(Accounts.class).get(merchant.account()), Role.VIEWER);
        String page = "/console/affiliates/" + partner.id();
        assertThat(viewer.get(page).expect(200).text()).doesNotContain("portal-link");
        viewer.get(page + "/portal-link").expect(403);
        Merchant elsewhere = PortalHouse.SERVER.merchant();
        Browser owner = PortalHouse.owner(elsewhere);
        owner.get(page + "/portal-link").expect(404);
        String token = owner.token("/console/affiliates/new");
        owner.post(page + "/portal-link", token).expect(404);
    }

    private Partner pending() {
        Answer made = merchant.post("/api/v1/affiliates", """
                {"first_name":"Pen","email":"%s","offer_id":%d,"status":"PENDING"}
                """.formatted(PortalHouse.email(PortalHouse.name()), offer))
                .expect(201);
        return new Partner(made.id(), made.text("/code"));
    }

    private static void sell(Merchant merchant, Partner partner, String price) {
        merchant.post("/api/v1/orders", """
                {"order_id":"o-%s","affiliate_id":%d,"items":[{"name":"Tea","quantity":1,"price":"%s"}]}
                """.formatted(partner.code(), partner.id(), price))
                .expect(201);
    }

    private static Answer withCookie(String path, String cookie) {
        return PortalHouse.SERVER.stranger().get(path, "Cookie", cookie, "Accept", "text/html");
    }

    private static boolean asks(HandlerMethod method) {
        return Arrays.stream(method.getMethod().getParameters())
                .map(Parameter::getType)
                .anyMatch(Insider.class::equals);
    }

    private static RequestMappingHandlerMapping mapping() {
        PortalHouse.SERVER.stranger().get("/livez").expect(200); // with the first request, the routes are known
        return Objects.requireNonNull(
                        PortalHouse.SERVER.bean(DispatcherServlet.class).getHandlerMappings())
                .stream()
                .filter(mapping -> mapping.getClass() == RequestMappingHandlerMapping.class)
                .map(RequestMappingHandlerMapping.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
