package dev.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.App;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

class PagesTest {
    /** In which the pages for developers are served too. */
    private static final StandardEnvironment DEVELOPMENT = new StandardEnvironment();

    static {
        DEVELOPMENT
                .getPropertySources()
                .addFirst(new MapPropertySource("development", Map.of("tributary.development", "true")));
    }

    @Test
    void every_route_that_shows_something_is_in_the_list() {
        Set<String> listed = Stream.concat(Pages.ALL.stream().map(Place::path), Pages.NOT_PAGES.stream())
                .map(Place::shape)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> served = routes().map(Place::shape).collect(Collectors.toCollection(TreeSet::new));

        assertThat(served).hasSizeGreaterThan(10).isEqualTo(listed);
    }

    /** Every path under the console and the portal that answers a GET, as the controllers' annotations have it. */
    private static Stream<String> routes() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.setEnvironment(DEVELOPMENT);
        scan.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        return scan.findCandidateComponents(App.class.getPackageName()).stream()
                .map(bean -> ((AnnotatedBeanDefinition) bean).getMetadata().getClassName())
                .map(name -> ClassUtils.resolveClassName(name, App.class.getClassLoader()))
                .flatMap(PagesTest::routes)
                .filter(path -> path.startsWith("/console") || path.startsWith("/portal"));
    }

    private static Stream<String> routes(Class<?> controller) {
        return Arrays.stream(controller.getDeclaredMethods())
                .map(method -> AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class))
                .flatMap(Stream::ofNullable)
                .filter(mapping -> Set.of(mapping.method()).contains(RequestMethod.GET))
                .flatMap(mapping -> paths(AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class))
                        .flatMap(above -> paths(mapping).map(path -> above + path)));
    }

    private static Stream<String> paths(@Nullable RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? Stream.of("") : Arrays.stream(mapping.path());
    }
}
