package dev.tributary.server.console;

/**
 * What a new account has to do before anything can happen, and what of it is done.
 *
 * @param affiliate whether there is an affiliate, and so an offer
 * @param source whether a shop is connected, or an order has come in without one
 * @param webhook whether there is a webhook
 * @param webhooksOn whether the account may use webhooks at all
 */
public record FirstSteps(boolean affiliate, boolean source, boolean webhook, boolean webhooksOn) {
    /** Whether nothing is left to do. */
    public boolean areDone() {
        return affiliate && source && (webhook || !webhooksOn);
    }
}
