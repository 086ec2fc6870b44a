package dev.tributary.server.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Tells the frame of a page who is signed in. Implemented by the feature that signs people in. */
@FunctionalInterface
public interface Visitors {
    Optional<Visitor> visitor(HttpServletRequest request);
}
