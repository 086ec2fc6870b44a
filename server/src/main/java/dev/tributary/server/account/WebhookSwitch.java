package dev.tributary.server.account;

import dev.tributary.webhooks.endpoint.AccountId;

/** Whether an account may use webhooks at all. */
public interface WebhookSwitch {
    boolean isOn(AccountId account);

    void set(AccountId account, boolean on);
}
