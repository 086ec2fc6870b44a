package dev.tributary.server.access;

import dev.tributary.server.api.Installation;
import dev.tributary.server.api.Problem;
import dev.tributary.server.api.ProblemWriter;
import dev.tributary.server.api.ShowProblem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The chain of the console: a session, tokens in forms, and the sign-in page for who has none. Spring Security keeps
 * nothing of its own in the session; {@link Sessions} does.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleChain {
    /** The parts that builders look at are only there in development. */
    private static final String[] OPEN = {
        "/console/sign-in", "/console/sign-in/*", "/console/set-up/*", "/console/invitation/*", "/console/dev/**"
    };

    @Bean
    @Order(15)
    SecurityFilterChain console(HttpSecurity http, Sessions sessions, Installation installation, ShowProblem show) {
        return http.securityMatcher("/console", "/console/**")
                .csrf(csrf -> csrf.csrfTokenRepository(SessionWiring.PLACE.tokens("tributary-form", installation))
                        .ignoringRequestMatchers("/console/dev/**"))
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                // Otherwise every request would look like a sign-in, and give the session another name and token.
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                .addFilterBefore(new RecogniseUser(sessions), CsrfFilter.class)
                .authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(
                                (request, response, e) -> toSignIn(request, response))
                        .accessDeniedHandler((request, response, e) -> refuse(request, response, show)))
                .build();
    }

    /** A form without our token: a page opened before signing in or changing accounts, or another site's. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response, ShowProblem show)
            throws IOException {
        boolean stranger = request.getAttribute(RecogniseUser.ATTRIBUTE) == null;
        if (stranger && !isOpen(request)) {
            toSignIn(request, response);
            return;
        }
        Problem problem = Problem.forbidden("This page was opened too long ago, or before you signed in or changed "
                + "accounts. Nothing was done: go back, reload the page and try again.");
        if (!show.show(request, response, problem, request.getRequestURI())) {
            ProblemWriter.write(response, problem);
        }
    }

    private static boolean isOpen(HttpServletRequest request) {
        return request.getRequestURI().matches("/console/(sign-in(/[^/]*)?|set-up/[^/]*|invitation/[^/]*|dev/.*)");
    }

    private static void toSignIn(HttpServletRequest request, HttpServletResponse response) {
        String page = "/console/sign-in";
        if (request.getMethod().equals("GET")) {
            page = Next.of(request).appendedTo(page);
        }
        if (request.getHeader("HX-Request") != null) {
            response.setStatus(401);
            response.setHeader("HX-Redirect", "/console/sign-in");
            return;
        }
        response.setStatus(303);
        response.setHeader("Location", page);
    }
}
