package dev.tributary.webhooks.endpoint;

/** Webhooks are switched off for the account: whoever runs the installation can switch them on. */
public final class WebhooksOff extends RuntimeException {
    public WebhooksOff(AccountId account) {
        super("webhooks are off for " + account);
    }
}
