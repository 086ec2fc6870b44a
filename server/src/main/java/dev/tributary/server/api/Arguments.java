package dev.tributary.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a controller take {@link Fields} and {@link Paging} as parameters. */
@Component
final class Arguments implements WebMvcConfigurer {
    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Resolver());
    }

    private static final class Resolver implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Fields.class || parameter.getParameterType() == Paging.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binder)
                throws IOException {
            HttpServletRequest http = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
            return parameter.getParameterType() == Fields.class ? ReadBody.json(http) : paging(http);
        }

        private static Paging paging(HttpServletRequest request) {
            Optional<String> cursor = Optional.ofNullable(request.getParameter("cursor"));
            String limit = request.getParameter("limit");
            if (limit == null) {
                return new Paging(cursor, Paging.DEFAULT);
            }
            if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > Paging.MAX) {
                throw Problem.badParameter("limit", "must be a whole number from 1 to " + Paging.MAX);
            }
            return new Paging(cursor, Integer.parseInt(limit));
        }
    }
}
