package dev.tributary.server.order;

import dev.tributary.server.api.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/** What the doors of all kinds of shops have in common; they differ in how a message is signed. */
@Component
class ShopDoor {
    private final TakeBodies bodies;
    private final Sources sources;
    private final ReceiveMessages messages;
    private final SourceLights lights;

    ShopDoor(TakeBodies bodies, Sources sources, ReceiveMessages messages, SourceLights lights) {
        this.bodies = bodies;
        this.sources = sources;
        this.messages = messages;
        this.lights = lights;
    }

    /**
     * Hands the body on with the source that this URL belongs to.
     *
     * @throws Problem 404 if there is none, else as {@link TakeBodies#take} says
     */
    Map<String, Object> open(
            Origin kind,
            String token,
            HttpServletRequest request,
            BiFunction<Sources.Opened, byte[], Map<String, Object>> work)
            throws IOException {
        Sources.Opened opened = sources.behind(kind, token).orElseThrow(() -> Problem.notFound("source at this URL"));
        return bodies.take(request, body -> work.apply(opened, body));
    }

    /** The same as below, of a shop that puts a {@link BodySignature} into this header. */
    Map<String, Object> receive(Sources.Opened opened, byte[] body, HttpServletRequest request, String header) {
        boolean fits = Optional.ofNullable(request.getHeader(header))
                .filter(value -> opened.signs(secret -> BodySignature.matches(value, body, secret)))
                .isPresent();
        return receive(
                opened.source(),
                body,
                fits,
                header + " is missing or does not fit the body: "
                        + "check that the source has the secret that the shop signs with.");
    }

    /**
     * Does what a message says if its signature fits.
     *
     * @param refusal says what is wrong if it doesn't
     * @throws Problem 401 if it doesn't, else as {@link TakeMessage#take} says
     */
    Map<String, Object> receive(Source source, byte[] body, boolean fits, String refusal) {
        if (!fits) {
            lights.refused(source);
            throw Problem.unauthorized(refusal);
        }
        Map<String, Object> answer = messages.receive(source, body);
        lights.received(source);
        return answer;
    }
}
