package dev.tributary.server.app;

import dev.tributary.server.access.Scope;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Money;
import dev.tributary.server.api.Email;
import dev.tributary.server.api.Json;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "create", description = "Make an account with its first API key and a link to sign in.")
final class AccountCreate implements Callable<Integer> {
    private final Console console;

    @Option(names = "--name", required = true, description = "What the programme is called.")
    private String name = "";

    @Option(names = "--owner", required = true, description = "The owner's e-mail address.")
    private String owner = "";

    @Option(names = "--currency", description = "ISO 4217; ${DEFAULT-VALUE} unless told.")
    private String currency = "USD";

    @Option(names = "--webhooks", description = "on or off; ${DEFAULT-VALUE} unless told.")
    private String webhooks = "on";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    AccountCreate(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        check();
        Currency known = Money.currency(currency.toUpperCase(Locale.ROOT))
                .orElseThrow(() -> new StartFailure(
                        "--currency must be a code of ISO 4217 such as USD or EUR, not " + currency + "."));
        Config config = console.config();
        try (Offline offline = Offline.open(config)) {
            print(make(offline, config, known));
        }
        return 0;
    }

    private Map<String, String> make(Offline offline, Config config, Currency known) {
        Account account = offline.accounts().create(name.strip(), owner.strip(), known, webhooks.equals("on"));
        String key = offline.keys().create(account.id(), "First key", EnumSet.allOf(Scope.class));
        String link = offline.accounts()
                .owner(account.id())
                .map(user -> offline.links().create(account.id(), user))
                .orElseThrow();
        Map<String, String> made = new LinkedHashMap<>();
        made.put("account_id", account.id().toString());
        made.put("api_key", key);
        made.put("sign_in_url", config.baseUrl() + link);
        return made;
    }

    private void check() {
        if (name.isBlank() || name.length() > 200) {
            throw new StartFailure("--name must have 1 to 200 characters.");
        }
        if (!Email.isOne(owner.strip())) {
            throw new StartFailure("--owner must be an e-mail address, not " + owner + ".");
        }
        if (!webhooks.matches("on|off")) {
            throw new StartFailure("--webhooks must be on or off, not " + webhooks + ".");
        }
    }

    private void print(Map<String, String> made) {
        if (json) {
            console.out().println(new String(Json.bytes(made), StandardCharsets.UTF_8));
            return;
        }
        made.forEach((field, value) -> console.out().printf("%-12s %s%n", field.replace('_', ' '), value));
        console.out().println("The key and the link are shown this once.");
    }
}
