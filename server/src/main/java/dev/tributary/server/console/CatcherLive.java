package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Presence;
import dev.tributary.server.catcher.Bell;
import dev.tributary.server.catcher.Catcher;
import dev.tributary.server.catcher.Caught;
import dev.tributary.server.catcher.Judged;
import dev.tributary.server.page.Parts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What a catcher catches, row by row as it comes. An event's id is the request's number, so a browser that was away
 * goes on after the last that it saw, from the database: on another node, after a restart. A stream costs a virtual
 * thread and reads only when its {@link Bell} rings; before each reading it asks whether its reader still may.
 */
@Controller
class CatcherLive {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int AT_ONCE = 50;

    private final CatcherRoom room;
    private final Caught caught;
    private final LiveSeats seats;
    private final Presence presence;
    private final Parts parts;

    CatcherLive(CatcherRoom room, Caught caught, LiveSeats seats, Presence presence, Parts parts) {
        this.room = room;
        this.caught = caught;
        this.seats = seats;
        this.presence = presence;
        this.parts = parts;
    }

    /** A browser that comes back to a catcher which is gone is told to stop coming: 204. */
    @GetMapping(TestUrls.PATH + "/{id}/live")
    void live(
            Member member,
            @PathVariable String id,
            @RequestParam Optional<String> after,
            @RequestHeader("Last-Event-ID") Optional<String> last,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (last.isPresent() && room.search(member, id).isEmpty()) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        Catcher catcher = room.find(member, id);
        long from = last.or(() -> after).map(CatcherRoom::number).orElse(catcher.lastNumber());
        BooleanSupplier present = presence.of(member, request);
        EventStream stream = EventStream.open(response);
        Optional<LiveSeats.Seat> seat = seats.take(member);
        if (seat.isEmpty()) {
            stream.end("Too many pages are open that show requests live. Close some and reload this one.");
            return;
        }
        try (LiveSeats.Seat _ = seat.get();
                Bell bell = caught.listen(catcher)) {
            follow(member, catcher, from, bell, present, stream);
        } catch (IOException gone) {
            // The browser left; there is nobody to tell.
        }
    }

    /** Where the server stops it says nothing, so that the browser comes back to the next one. */
    private void follow(Member member, Catcher first, long from, Bell bell, BooleanSupplier present, EventStream stream)
            throws IOException {
        long last = from;
        String told = AnswerWords.of(first);
        do {
            if (!present.getAsBoolean()) {
                stream.end("You are not signed in to this account any more. Reload the page.");
                return;
            }
            Optional<Catcher> catcher = room.search(member, first.id().toString());
            if (catcher.isEmpty()) {
                stream.end("This test URL was deleted.");
                return;
            }
            last = send(catcher.get(), last, stream);
            String answers = AnswerWords.of(catcher.get());
            if (!answers.equals(told)) {
                stream.tell("answers", answers);
                told = answers;
            }
        } while (bell.await(HEARTBEAT));
    }

    /** All that came after a number; what was sent last. */
    private long send(Catcher catcher, long after, EventStream stream) throws IOException {
        long last = after;
        List<Judged> found = caught.after(catcher, last, AT_ONCE);
        if (found.isEmpty()) {
            stream.heartbeat();
        }
        while (!found.isEmpty()) {
            for (Judged each : found) {
                last = each.request().number();
                stream.event("caught", last, row(catcher, each));
            }
            found = caught.after(catcher, last, AT_ONCE);
        }
        return last;
    }

    private String row(Catcher catcher, Judged each) {
        return parts.html("console/caught-row", Map.of("row", CaughtRow.of(catcher, each)));
    }
}
