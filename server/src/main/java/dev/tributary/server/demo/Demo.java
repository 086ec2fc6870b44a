package dev.tributary.server.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Plays the sample programme's day for as long as the server runs, gently: an action every few seconds, each through a
 * front door, with a webhook on All Topics that points at a request catcher.
 */
public final class Demo implements AutoCloseable {
    private static final Duration BETWEEN_ACTIONS = Duration.ofMillis(2500);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
    private static final int FIRST_AFFILIATES = 4;
    private static final String SHOP_SECRET = "shpss_demo_secret_of_the_sample_shop";

    private final FrontDoor door;
    private final Story story;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private String catcher = "";
    private String webhook = "";
    private String eventsAfter = "";
    private long caughtAfter;
    private boolean begun;
    private final Set<String> told = new HashSet<>();

    /**
     * A demo, not yet playing.
     *
     * @param origin of the running server, such as {@code http://localhost:8080}
     * @param key of the sample account, with every scope
     * @param out where what happens is told, in times of {@code zone}
     */
    public Demo(String origin, String key, PrintStream out, ZoneId zone, InstantSource clock, RandomGenerator random) {
        this.door = new FrontDoor(origin, key);
        this.story = new Story(out, zone);
        this.clock = clock;
        this.random = random;
    }

    /** Sets the programme up and plays it on threads of its own. Returns when the first affiliates have joined. */
    public void start() {
        JsonNode made = door.post("/catchers", Map.of());
        catcher = made.path("id").asString();
        webhook = door.post(
                        "/webhooks",
                        Map.of(
                                "url",
                                made.path("url").asString(),
                                "all_topics",
                                true,
                                "description",
                                "Everything, into the catcher"))
                .path("id")
                .asString();
        Thread.ofPlatform().daemon().name("demo-events").start(() -> whileRunning(this::followEvents));
        Thread.ofPlatform().daemon().name("demo-caught").start(() -> whileRunning(this::followCaught));
        Thread.ofPlatform().daemon().name("demo-deliveries").start(() -> whileRunning(this::followDeliveries));
        SampleProgramme programme = programme();
        for (int i = 0; i < FIRST_AFFILIATES; i++) {
            programme.addActiveAffiliate();
        }
        Thread.ofPlatform().daemon().name("demo-day").start(() -> whileRunning(() -> play(programme)));
    }

    @Override
    public void close() {
        stopped.set(true);
    }

    private SampleProgramme programme() {
        Map<String, Object> offer = new LinkedHashMap<>();
        offer.put("name", "Standard Affiliate Commission");
        offer.put("type", "PERCENT_OF_SALE");
        offer.put("amount", "10");
        offer.put("window_days", 30);
        long offerId = door.post("/offers", offer).path("id").longValue();
        String url = door.post("/sources", Map.of("kind", "shopify", "name", "Sample shop", "secret", SHOP_SECRET))
                .path("url")
                .asString();
        SampleShop shop = new SampleShop(door, url, SHOP_SECRET, 1000);
        return new SampleProgramme(door, shop, random, offerId);
    }

    /** One action of the day, then a pause. Selling is what happens most. */
    private void play(SampleProgramme programme) {
        if (!begun) {
            begun = true;
            programme.applyAndLetIn();
        }
        programme.browse();
        switch (random.nextInt(13)) {
            case 0, 1, 2, 3 -> programme.sellByLink(clock.instant());
            case 4, 5 -> programme.sellByCoupon(clock.instant());
            case 6, 7, 8 -> programme.review();
            case 9 -> programme.applyAndLetIn();
            case 10 -> programme.moveHouse();
            case 11 -> programme.payOne();
            default -> programme.addTrigger();
        }
        LockSupport.parkNanos(BETWEEN_ACTIONS.toNanos());
    }

    private void followEvents() {
        JsonNode page = door.get("/events?wait=20s&limit=50" + (eventsAfter.isEmpty() ? "" : "&after=" + eventsAfter));
        page.path("data").values().forEach(story::event);
        eventsAfter = page.path("next_cursor").asString(eventsAfter);
    }

    private void followCaught() {
        JsonNode page = door.get("/catchers/" + catcher + "/requests?wait=20s&after=" + caughtAfter);
        for (JsonNode request : page.path("data").values()) {
            story.caught(request);
            caughtAfter = request.path("number").longValue();
        }
    }

    private void followDeliveries() {
        List<JsonNode> newest = List.copyOf(door.get("/webhooks/" + webhook + "/deliveries?limit=50")
                .path("data")
                .values());
        for (JsonNode delivery : newest.reversed()) {
            String id = delivery.path("id").asString();
            if (delivery.path("finished_at").isString() && told.add(id)) {
                story.delivery(delivery);
            }
        }
        told.retainAll(
                newest.stream().map(delivery -> delivery.path("id").asString()).toList());
        LockSupport.parkNanos(BETWEEN_ACTIONS.toNanos() / 5);
    }

    /** What goes wrong is told and tried again, until the server stops. */
    private void whileRunning(Runnable step) {
        while (!stopped.get()) {
            try {
                step.run();
            } catch (RuntimeException e) {
                if (!stopped.get()) {
                    story.say("The demo stumbled: " + e.getMessage());
                    LockSupport.parkNanos(AFTER_TROUBLE.toNanos());
                }
            }
        }
    }
}
