package dev.tributary.server.app;

import dev.tributary.server.access.ApiKeys;
import dev.tributary.server.access.Scope;
import dev.tributary.server.access.SignInLinks;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.UserId;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.demo.Demo;
import dev.tributary.server.portal.PortalLinks;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.springframework.boot.SpringApplication;
import picocli.CommandLine.Command;

@Command(
        name = "demo",
        description = "Run the server with a sample programme whose day is played, and tell what happens.")
final class PlayDemo implements Callable<Integer> {
    private static final String OWN_FOLDER = "data/demo";

    private final Console console;

    PlayDemo(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Config config = config();
        Server server = Start.serve(config);
        Account account = server.bean(Accounts.class)
                .create("Sample tea shop", "owner@example.com", Currency.getInstance("USD"), true);
        String key = server.bean(ApiKeys.class).create(account.id(), "Demo", EnumSet.allOf(Scope.class));
        String origin = "http://localhost:" + server.port();
        explain(config, link(server, account), key);
        Demo demo = new Demo(
                origin,
                key,
                console.out(),
                ZoneId.systemDefault(),
                server.bean(InstantSource.class),
                server.bean(RandomGenerator.class));
        SpringApplication.getShutdownHandlers().add(demo::close);
        demo.start();
        server.bean(Affiliates.class)
                .byEmail(account.id(), Demo.FIRST_AFFILIATE)
                .ifPresent(first ->
                        tellPortal(config, server.bean(PortalLinks.class).enter(account.id(), first)));
        return Program.KEEPS_RUNNING;
    }

    /** The demo keeps its data apart, unless told where. */
    private Config config() {
        Map<String, String> environment = new HashMap<>(console.environment());
        environment.putIfAbsent("TRIBUTARY_DATA", OWN_FOLDER);
        return Config.read(environment);
    }

    /** Signs its first visitor in as the owner. */
    private static String link(Server server, Account account) {
        UserId owner = server.bean(Accounts.class).owner(account.id()).orElseThrow();
        return server.bean(SignInLinks.class).createDirect(account.id(), owner);
    }

    /** A way into the portal of one of the affiliates, who has no password yet. */
    private void tellPortal(Config config, String link) {
        console.out().println("An affiliate's portal, once and within an hour: " + config.baseUrl() + link + "\n");
    }

    private void explain(Config config, String link, String key) {
        console.out().println("""

                Open %1$s%3$s
                A sample tea shop is selling: below, each event, its delivery and the request as the catcher got it.
                Add a webhook of your own, on All Topics, in another terminal (any public https URL):

                  curl %1$s/api/v1/webhooks -H 'Authorization: Bearer %2$s' \\
                    -H 'Content-Type: application/json' -d '{"url":"https://example.com/hook","all_topics":true}'

                Or a request catcher of your own to point it at:

                  curl -X POST %1$s/api/v1/catchers -H 'Authorization: Bearer %2$s'

                Ctrl-C stops it; the data stays in the folder of the demo.
                """.formatted(config.baseUrl(), key, link));
    }
}
