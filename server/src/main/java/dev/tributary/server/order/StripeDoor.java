package dev.tributary.server.order;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where Stripe's webhooks arrive. */
@RestController
class StripeDoor {
    private final ShopDoor door;
    private final InstantSource clock;

    StripeDoor(ShopDoor door, InstantSource clock) {
        this.door = door;
        this.clock = clock;
    }

    @PostMapping("/in/stripe/{token}")
    Map<String, Object> receive(@PathVariable String token, HttpServletRequest request) throws IOException {
        Optional<StripeSignature> header =
                Optional.ofNullable(request.getHeader("Stripe-Signature")).flatMap(StripeSignature::parse);
        return door.open(
                Origin.STRIPE,
                token,
                request,
                (opened, body) -> door.receive(
                        opened.source(),
                        body,
                        header.filter(signature -> signature.isRecent(clock.instant()))
                                .filter(signature -> opened.signs(secret -> signature.fits(body, secret)))
                                .isPresent(),
                        "Stripe-Signature is missing, does not fit the body, or is more than "
                                + StripeSignature.TOLERANCE.toSeconds()
                                + " s off: check that the source has the endpoint's signing secret, and this machine's clock."));
    }
}
