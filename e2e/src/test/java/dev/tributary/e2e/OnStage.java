package dev.tributary.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the {@link Stage}. After each: pictures of its windows if it failed, their complaints if it did not. */
final class OnStage implements ParameterResolver, AfterEachCallback {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Stage.class);
    }

    @Override
    public Stage resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return stage(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Stage stage = stage(context);
        List<Window> own = stage.takeWindows();
        List<Window> all = Stream.of(own, stage.readers()).flatMap(List::stream).toList();
        boolean failed = context.getExecutionException().isPresent();
        if (failed) {
            for (int i = 0; i < all.size(); i++) {
                all.get(i).picture(picture(context, i));
            }
            stage.dismissReaders();
        }
        own.forEach(Window::close);
        List<String> complaints =
                all.stream().flatMap(window -> window.takeComplaints().stream()).toList();
        if (!failed) {
            Assertions.assertThat(complaints).as("complaints of the browser").isEmpty();
        }
    }

    private static Path picture(ExtensionContext context, int window) {
        String test = context.getRequiredTestMethod().getName();
        String which = context.getDisplayName().replaceAll("\\W+", "_");
        return Path.of("target", "failed", test + "-" + which + "-" + window + ".png");
    }

    /** Kept for the whole session: the build gives a JVM one class at a time, each a run of its own. */
    private static Stage stage(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(OnStage.class))
                .computeIfAbsent(Stage.class);
    }
}
