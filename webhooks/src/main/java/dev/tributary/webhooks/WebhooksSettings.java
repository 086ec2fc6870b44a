package dev.tributary.webhooks;

import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.dispatch.Retention;
import dev.tributary.webhooks.schedule.RetrySchedule;
import dev.tributary.webhooks.transport.EgressProxy;
import dev.tributary.webhooks.transport.Origin;
import java.util.Optional;
import java.util.Set;

/**
 * How an installation runs the engine.
 *
 * @param allowedTargets exact origins that the address policy lets through
 * @param allowHttp whether targets without TLS are let through
 * @param catcher the product's own origin, open under {@code /catch/} alone
 * @param schedule the installation's retry schedule
 * @param retention how long things are kept
 * @param version of the product, for {@code User-Agent}
 * @param egressProxy the operator's proxy, through which every request to a public address goes
 */
public record WebhooksSettings(
        Set<Origin> allowedTargets,
        boolean allowHttp,
        Optional<Origin> catcher,
        RetrySchedule schedule,
        DispatchSettings dispatch,
        Retention retention,
        String version,
        Optional<EgressProxy> egressProxy) {

    /** Without a proxy. */
    public WebhooksSettings(
            Set<Origin> allowedTargets,
            boolean allowHttp,
            Optional<Origin> catcher,
            RetrySchedule schedule,
            DispatchSettings dispatch,
            Retention retention,
            String version) {
        this(allowedTargets, allowHttp, catcher, schedule, dispatch, retention, version, Optional.empty());
    }

    /** The same with a proxy, through which every request to a public address goes. */
    public WebhooksSettings withEgressProxy(Optional<EgressProxy> proxy) {
        return new WebhooksSettings(allowedTargets, allowHttp, catcher, schedule, dispatch, retention, version, proxy);
    }

    /** Nothing allowed, everything as the contract has it. */
    public static WebhooksSettings defaults(String version) {
        return new WebhooksSettings(
                Set.of(),
                false,
                Optional.empty(),
                RetrySchedule.DEFAULT,
                DispatchSettings.defaults(),
                Retention.DEFAULT,
                version);
    }
}
