package dev.tributary.server.app;

import dev.tributary.server.account.Account;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Print every account: id, webhooks on or off, currency, name.")
final class AccountList implements Callable<Integer> {
    private final Console console;

    AccountList(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Offline offline = Offline.open(console.config())) {
            for (Account account : offline.accounts().all()) {
                String webhooks = offline.webhooks().isOn(account.id()) ? "on" : "off";
                console.out().printf("%s  %-3s  %s  %s%n", account.id(), webhooks, account.currency(), account.name());
            }
        }
        return 0;
    }
}
