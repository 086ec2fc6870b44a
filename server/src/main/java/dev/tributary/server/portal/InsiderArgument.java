package dev.tributary.server.portal;

import dev.tributary.server.api.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a controller of the portal take the {@link Insider} as a parameter: an active one, unless it says otherwise. */
@Component
final class InsiderArgument implements WebMvcConfigurer, HandlerMethodArgumentResolver {
    private final Admission admission;

    InsiderArgument(Admission admission) {
        this.admission = admission;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Insider.class;
    }

    @Override
    public Insider resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binder) {
        HttpServletRequest http = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        Insider insider = admission.insider(http).orElseThrow(ChooseFirst::new);
        if (!insider.isActive() && !parameter.hasParameterAnnotation(EvenPending.class)) {
            throw Problem.forbidden(
                    insider.account().name() + " has not approved you yet. Links and numbers are here once it has.");
        }
        return insider;
    }
}
