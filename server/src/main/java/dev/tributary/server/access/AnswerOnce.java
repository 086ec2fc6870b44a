package dev.tributary.server.access;

import dev.tributary.server.api.Problem;
import dev.tributary.server.api.ProblemWriter;
import dev.tributary.server.api.ReadBody;
import dev.tributary.server.api.Sha256;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.AtOnce;
import dev.tributary.webhooks.endpoint.TooManyAtOnce;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A call that makes something, under an {@code Idempotency-Key}: it makes it once, and the same call again is answered as
 * the first was. What is made and the note of it commit together; a call that was refused leaves its key unused. Orders,
 * refunds and payments are not among these calls: they are told apart by names of their own.
 */
final class AnswerOnce extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";

    private static final String SOON_SECONDS = "5";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");
    private static final Pattern MAKING = Pattern.compile("/api/v1/(?:offers|affiliates|affiliates/[^/]+/triggers"
            + "|conversions|programmes|sources|webhooks|webhooks/[^/]+/replays|catchers)");

    /** Each holds a connection of the pool, and one may look a name up meanwhile. */
    private final AtOnce atOnce = new AtOnce("calls under an Idempotency-Key", 6, 12, Duration.ofSeconds(5));

    private final RequestKeys keys;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    AnswerOnce(RequestKeys keys, TransactionTemplate transaction, InstantSource clock) {
        this.keys = keys;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null
                || !request.getMethod().equals("POST")
                || !MAKING.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            String key = request.getHeader(HEADER);
            if (!KEY.matcher(key).matches()) {
                throw Problem.badParameter(HEADER, "must be 1 to 255 visible characters of ASCII");
            }
            byte[] body = ReadBody.bytes(request, ReadBody.MAX_JSON);
            ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
            AccountId account = ((Caller) request.getAttribute(RecogniseCaller.ATTRIBUTE)).account();
            HttpServletRequest heard = new HeardBody(request, body);
            Optional<RequestKeys.Answered> before =
                    atOnce.run(account, () -> inTransaction(account, key, heard, body, answer, chain));
            if (before.isPresent()) {
                write(response, before.get());
            } else {
                answer.copyBodyToResponse();
            }
        } catch (Problem problem) {
            ProblemWriter.write(response, problem);
        } catch (TooManyAtOnce many) {
            response.setHeader("Retry-After", SOON_SECONDS);
            ProblemWriter.write(response, Problem.of(429, many.detail()));
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    /** What was answered the first time; empty where this was the first time, and the answer is in {@code answer}. */
    private Optional<RequestKeys.Answered> inTransaction(
            AccountId account,
            String key,
            HttpServletRequest request,
            byte[] body,
            ContentCachingResponseWrapper answer,
            FilterChain chain) {
        byte[] asked = digest(request, body);
        return transaction.execute(status -> {
            if (!keys.lock(account, key)) {
                throw Problem.conflict("A call under this Idempotency-Key is still at work: repeat it in a moment.");
            }
            Optional<RequestKeys.Kept> known = keys.find(account, key);
            if (known.isPresent()) {
                return Optional.of(same(known.get(), asked));
            }
            run(request, answer, chain);
            if (answer.getStatus() / 100 == 2) {
                keys.insert(account, key, asked, answered(answer), clock.instant());
            } else {
                status.setRollbackOnly();
            }
            return Optional.empty();
        });
    }

    private static void run(HttpServletRequest request, HttpServletResponse answer, FilterChain chain) {
        try {
            chain.doFilter(request, answer);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (ServletException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static RequestKeys.Answered same(RequestKeys.Kept known, byte[] asked) {
        if (!MessageDigest.isEqual(known.asked(), asked)) {
            throw Problem.conflict("The Idempotency-Key has been used for another call: choose a new one.");
        }
        return known.answer();
    }

    private static RequestKeys.Answered answered(ContentCachingResponseWrapper answer) {
        return new RequestKeys.Answered(
                answer.getStatus(),
                Optional.ofNullable(answer.getContentType()),
                Optional.ofNullable(answer.getHeader("ETag")),
                answer.getContentAsByteArray());
    }

    private static void write(HttpServletResponse response, RequestKeys.Answered answer) throws IOException {
        response.setStatus(answer.status());
        answer.contentType().ifPresent(response::setContentType);
        answer.etag().ifPresent(etag -> response.setHeader("ETag", etag));
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    private static byte[] digest(HttpServletRequest request, byte[] body) {
        String line = request.getMethod() + " " + request.getRequestURI() + "\n";
        return Sha256.of(line.getBytes(StandardCharsets.UTF_8), body);
    }
}
