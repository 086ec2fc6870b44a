package dev.tributary.server.order;

import dev.tributary.server.access.Caller;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What connected shops sent, and reading it again. */
@RestController
@RequestMapping("/api/v1/sources/{source}/messages")
class MessageRoutes {
    private final Sources sources;
    private final MessageStore store;
    private final ReceiveMessages messages;

    MessageRoutes(Sources sources, MessageStore store, ReceiveMessages messages) {
        this.sources = sources;
        this.store = store;
        this.messages = messages;
    }

    @GetMapping
    Page<Map<String, @Nullable Object>> list(
            Caller caller, @PathVariable String source, @RequestParam Optional<String> state, Paging paging) {
        Optional<MessageState> wanted = state.map(text -> MessageState.parse(text)
                .orElseThrow(() -> Problem.badParameter("state", "must be taken, ignored, refused or failed")));
        Optional<MessageId> before = paging.cursor().map(MessageRoutes::position);
        List<ShopMessage> rows = store.page(
                caller.account(), SourceRoutes.find(sources, caller, source).id(), wanted, before, paging.fetch());
        return Page.cut(rows, paging.limit(), MessageRoutes::cursor).map(MessageRoutes::view);
    }

    @GetMapping("/{id}")
    Map<String, @Nullable Object> show(Caller caller, @PathVariable String source, @PathVariable String id) {
        SourceId of = SourceRoutes.find(sources, caller, source).id();
        return MessageId.parse(id)
                .flatMap(message -> store.find(caller.account(), of, message))
                .map(message -> {
                    Map<String, @Nullable Object> view = view(message);
                    byte[] body = store.body(caller.account(), message.id()).orElse(new byte[0]);
                    view.put("body", new String(body, StandardCharsets.UTF_8));
                    return view;
                })
                .orElseThrow(MessageRoutes::unknown);
    }

    /** Its state says what came of it. */
    @PostMapping("/{id}/reprocess")
    Map<String, @Nullable Object> again(Caller caller, @PathVariable String source, @PathVariable String id) {
        SourceId of = SourceRoutes.find(sources, caller, source).id();
        return MessageId.parse(id)
                .flatMap(message -> messages.again(caller.account(), of, message))
                .map(MessageRoutes::view)
                .orElseThrow(MessageRoutes::unknown);
    }

    @PostMapping("/reprocess")
    Map<String, Object> againAll(Caller caller, @PathVariable String source) {
        ReceiveMessages.Again came = messages.againAll(
                caller.account(), SourceRoutes.find(sources, caller, source).id());
        return Map.of("read", came.read(), "accepted", came.accepted(), "left", came.left());
    }

    static String cursor(ShopMessage row) {
        return Cursor.of("m", row.id().toString());
    }

    static MessageId position(String cursor) {
        List<String> parts = Cursor.parts(cursor, 2);
        return Optional.of(parts.getLast())
                .filter(id -> parts.getFirst().equals("m"))
                .flatMap(MessageId::parse)
                .orElseThrow(Cursor::malformed);
    }

    private static Map<String, @Nullable Object> view(ShopMessage message) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", message.id().toString());
        view.put("source", message.source().toString());
        view.put("order", message.order().map(OrderId::toString).orElse(null));
        view.put("state", message.outcome().state().text());
        view.put("why", message.outcome().why().orElse(null));
        view.put("bytes", message.bytes());
        view.put("times", message.times());
        view.put("received_at", message.received().toString());
        view.put("last_at", message.last().toString());
        view.put("read_at", message.read().toString());
        return view;
    }

    private static Problem unknown() {
        return Problem.notFound("message of this id");
    }
}
