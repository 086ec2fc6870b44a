package dev.tributary.server.portal;

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

/** The chain of the portal: its own session, tokens in forms, and the sign-in page for who has none. */
@Configuration(proxyBeanMethods = false)
class PortalChain {
    static final String SIGN_IN = "/portal/sign-in";
    private static final String[] OPEN = {SIGN_IN, SIGN_IN + "/mail", "/portal/enter/*", "/portal/address/*"};

    @Bean
    @Order(16)
    SecurityFilterChain portal(HttpSecurity http, Admission admission, Installation installation, ShowProblem show) {
        return http.securityMatcher("/portal", "/portal/**")
                .csrf(csrf -> csrf.csrfTokenRepository(
                        PortalSessionWiring.PLACE.tokens("tributary-portal-form", installation)))
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                .addFilterBefore(new RecogniseAffiliate(admission), CsrfFilter.class)
                .authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint((request, response, e) -> toSignIn(response))
                                .accessDeniedHandler((request, response, e) -> refuse(request, response, show)))
                .build();
    }

    /** A form without our token: a page opened before signing in, or another site's. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response, ShowProblem show)
            throws IOException {
        Problem problem = Problem.forbidden("This page was opened too long ago, or before you signed in. "
                + "Nothing was done: go back, reload the page and try again.");
        if (!show.show(request, response, problem, request.getRequestURI())) {
            ProblemWriter.write(response, problem);
        }
    }

    private static void toSignIn(HttpServletResponse response) {
        response.setStatus(303);
        response.setHeader("Location", SIGN_IN);
    }
}
