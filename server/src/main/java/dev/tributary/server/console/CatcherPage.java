package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.api.Page;
import dev.tributary.server.catcher.Catcher;
import dev.tributary.server.catcher.Catchers;
import dev.tributary.server.catcher.Caught;
import dev.tributary.server.catcher.ExportCaught;
import dev.tributary.server.catcher.Judged;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What a catcher caught, newest first: to look through, to search and to take away. */
@Controller
@RequestMapping(TestUrls.PATH + "/{id}")
class CatcherPage {
    private static final int SHOWN = 50;
    private static final int LONGEST_SEARCH = 200;

    /** A page ends early where its bodies are this many; then there may be more. */
    private static final long MANY_BYTES = 7 << 20;

    private final CatcherRoom room;
    private final Catchers catchers;
    private final Caught caught;
    private final ExportCaught export;

    CatcherPage(CatcherRoom room, Catchers catchers, Caught caught, ExportCaught export) {
        this.room = room;
        this.catchers = catchers;
        this.caught = caught;
        this.export = export;
    }

    @GetMapping
    ModelAndView show(
            Member member, @PathVariable String id, @RequestParam Optional<String> before, HttpServletRequest request) {
        Catcher catcher = room.find(member, id);
        Sent sent = new Sent(request);
        String words = sent.text("q", LONGEST_SEARCH);
        List<Judged> found = sent.isSound()
                ? caught.newest(catcher, before.map(CatcherRoom::number).orElse(Long.MAX_VALUE), words, SHOWN + 1)
                : List.of();
        Page<Judged> page = cut(found);
        String here = TestUrls.path(catcher)
                + (words.isEmpty() ? "?" : "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + "&");
        Map<String, Object> model = new HashMap<>();
        model.put("rows", page.map(each -> CaughtRow.of(catcher, each)).data());
        model.put(
                "seen",
                found.isEmpty()
                        ? catcher.lastNumber()
                        : found.getFirst().request().number());
        model.put("live", before.isEmpty() && words.isEmpty() && sent.isSound());
        model.put("form", sent.form());
        model.put("limits", catchers.limits());
        model.put("first", before.isEmpty() ? "" : here.substring(0, here.length() - 1));
        model.put("next", page.next_cursor() == null ? "" : here + "before=" + page.next_cursor());
        ModelAndView view = room.page("console/catcher", member, catcher, CatcherRoom.REQUESTS, model);
        view.setStatus(sent.isSound() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }

    @GetMapping("/export.ndjson")
    void ndjson(Member member, @PathVariable String id, HttpServletResponse response) throws IOException {
        Catcher catcher = room.find(member, id);
        attach(response, "application/x-ndjson", "requests.ndjson");
        export.ndjson(catcher, response.getOutputStream());
    }

    @GetMapping("/export.har")
    void har(Member member, @PathVariable String id, HttpServletResponse response) throws IOException {
        Catcher catcher = room.find(member, id);
        attach(response, "application/json", "requests.har");
        export.har(catcher, response.getOutputStream());
    }

    private static Page<Judged> cut(List<Judged> found) {
        long bytes =
                found.stream().mapToLong(each -> each.request().body().length).sum();
        return found.size() <= SHOWN && bytes >= MANY_BYTES
                ? new Page<>(found, String.valueOf(found.getLast().request().number()))
                : Page.cut(found, SHOWN, last -> String.valueOf(last.request().number()));
    }

    private static void attach(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
    }
}
