package dev.tributary.server.affiliate;

/**
 * A trigger and whose it is.
 *
 * @param path of what is done to it
 */
public record TriggerRow(Trigger trigger, Affiliate affiliate, String path) {
    static TriggerRow of(Trigger trigger, Affiliate affiliate) {
        return new TriggerRow(trigger, affiliate, TriggerPages.PATH + "/" + trigger.number());
    }
}
