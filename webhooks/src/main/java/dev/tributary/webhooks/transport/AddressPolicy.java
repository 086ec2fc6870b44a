package dev.tributary.webhooks.transport;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * Where requests may go. Checked when a URL is saved and again, on the addresses then resolved, at every connect, since
 * a name can be made to point elsewhere in between.
 */
public final class AddressPolicy {
    private final Set<Origin> allowed;
    private final boolean allowHttp;
    private final Optional<Origin> catcher;
    private final NameResolver resolver;

    /**
     * A policy of one installation.
     *
     * @param allowed exact origins for which the operator lifts the address and TLS rules
     * @param allowHttp whether targets without TLS are let through
     * @param catcher the product's own origin, open under {@code /catch/} alone
     * @param resolver asked at save time
     */
    public AddressPolicy(Set<Origin> allowed, boolean allowHttp, Optional<Origin> catcher, NameResolver resolver) {
        this.allowed = Set.copyOf(allowed);
        this.allowHttp = allowHttp;
        this.catcher = catcher;
        this.resolver = resolver;
    }

    /**
     * Checks a URL that is about to be saved. Blocks while the name resolves, 5 s at most. A name that does not resolve
     * now is accepted: it is judged again at every connect.
     *
     * @throws RefusedTarget naming the rule
     */
    public void checkSave(Target target) {
        refusal(target).ifPresent(AddressPolicy::refuse);
        if (!isLifted(target)) {
            refusal(target, addressesNow(target)).ifPresent(AddressPolicy::refuse);
        }
    }

    private static void refuse(RefusedTarget refusal) {
        throw refusal;
    }

    private List<InetAddress> addressesNow(Target target) {
        if (target.literal().isPresent()) {
            return List.of(target.literal().get());
        }
        try {
            return resolver.resolve(target.origin().host()).join();
        } catch (CompletionException _) {
            return List.of();
        }
    }

    /** What can be said before the name is resolved. */
    Optional<RefusedTarget> refusal(Target target) {
        Origin origin = target.origin();
        if (allowed.contains(origin)) {
            return Optional.empty();
        }
        if (isCatcher(origin)) {
            return isCatchPath(target.path()) ? Optional.empty() : Optional.of(notUnderCatch());
        }
        if (!origin.isSecure() && !allowHttp) {
            return Optional.of(new RefusedTarget(
                    "https-required", "Use https: webhooks carry orders and customers, and must be encrypted."));
        }
        return Optional.empty();
    }

    /** What can be said of the addresses: every one must be public. */
    Optional<RefusedTarget> refusal(Target target, List<InetAddress> addresses) {
        if (isLifted(target)) {
            return Optional.empty();
        }
        for (InetAddress address : addresses) {
            if (!PublicAddress.is(address)) {
                return Optional.of(notPublic(target));
            }
        }
        return Optional.empty();
    }

    private boolean isLifted(Target target) {
        return allowed.contains(target.origin()) || (isCatcher(target.origin()) && isCatchPath(target.path()));
    }

    private boolean isCatcher(Origin origin) {
        return catcher.isPresent() && catcher.get().equals(origin);
    }

    private static boolean isCatchPath(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return path.startsWith("/catch/")
                && !path.contains("..")
                && !lower.contains("%2e")
                && !lower.contains("%2f")
                && !lower.contains("%5c");
    }

    private static RefusedTarget notUnderCatch() {
        return new RefusedTarget(
                "catcher-path",
                "On this installation's own address only /catch/ URLs can receive webhooks, without \"..\", "
                        + "encoded slashes or encoded dots.");
    }

    private static RefusedTarget notPublic(Target target) {
        return new RefusedTarget(
                "private-address",
                "The host " + target.origin().urlHost() + " is not, or does not only resolve to, a public address. "
                        + "Use a public one, or ask the operator to allow " + target.origin() + ".");
    }
}
