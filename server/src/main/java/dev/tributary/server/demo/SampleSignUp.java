package dev.tributary.server.demo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The sample programme's sign-up page, and somebody who fills it in as a person does: reads, types, sends. */
final class SampleSignUp {
    static final String QUESTION = "INSTAGRAM HANDLE";

    private static final Duration TYPING = Duration.ofSeconds(4);
    private static final Pattern TOKEN = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

    private final FrontDoor door;
    private final String path;
    private final String question;

    private SampleSignUp(FrontDoor door, String path, String question) {
        this.door = door;
        this.path = path;
        this.question = question;
    }

    /** Opens the account's page. */
    static SampleSignUp open(FrontDoor door, long offer) {
        JsonNode first = door.get("/programmes").path("data").path(0);
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("open", true);
        change.put("offer_id", offer);
        change.put("name", "Friends of the tea shop");
        change.put(
                "intro",
                "We blend single-estate tea in small batches. Tell your readers, and every cup they buy pays"
                        + " for one of yours.");
        change.put("ask", List.of("coupon"));
        change.put("terms", "Be honest about what you earn. Don't bid on our name. We pay on the first of each month.");
        change.put("fields", List.of(Map.of("label", QUESTION, "kind", "text", "required", true)));
        JsonNode opened = door.patch("/programmes/" + first.path("id").asString(), change);
        String number = opened.path("fields").path(0).path("id").asString();
        return new SampleSignUp(door, "/join/" + opened.path("slug").asString(), "field_" + number);
    }

    /** Signs somebody up; they wait for approval then. */
    void signUp(String first, String last, String email, String coupon) {
        Matcher token = TOKEN.matcher(door.page(path));
        if (!token.find()) {
            throw new FrontDoor.Refused("the sign-up page has no form");
        }
        LockSupport.parkNanos(TYPING.toNanos());
        Map<String, String> form = new LinkedHashMap<>();
        form.put("form", token.group(1));
        form.put("first_name", first);
        form.put("last_name", last);
        form.put("email", email);
        form.put("coupon", coupon);
        form.put(question, last + "_tea");
        form.put("accept", "yes");
        form.put("terms_version", "1");
        door.submit(path, form);
    }
}
