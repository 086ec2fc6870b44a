package dev.tributary.server.app;

import dev.tributary.server.account.Account;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Switches webhooks on or off for one account. */
abstract class AccountSwitch implements Callable<Integer> {
    private final Console console;
    private final boolean on;

    @Parameters(index = "0", paramLabel = "ID", description = "The account, such as acc_….")
    private String id = "";

    AccountSwitch(Console console, boolean on) {
        this.console = console;
        this.on = on;
    }

    @Override
    public Integer call() {
        try (Offline offline = Offline.open(console.config())) {
            Account account = AccountId.parse(id)
                    .flatMap(offline.accounts()::find)
                    .orElseThrow(() ->
                            new StartFailure("There is no account " + id + ": ./tributary account list shows all."));
            offline.webhooks().set(account.id(), on);
            console.out().printf("Webhooks are %s for %s (%s).%n", on ? "on" : "off", account.name(), account.id());
        }
        return 0;
    }

    @Command(name = "enable-webhooks", description = "Let an account use webhooks.")
    static final class Enable extends AccountSwitch {
        Enable(Console console) {
            super(console, true);
        }
    }

    @Command(name = "disable-webhooks", description = "Stop an account's webhooks; what was pending is held.")
    static final class Disable extends AccountSwitch {
        Disable(Console console) {
            super(console, false);
        }
    }
}
