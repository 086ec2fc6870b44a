package dev.tributary.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** The window that pops up for a new webhook. */
record NewWebhook(Locator dialog) {
    static NewWebhook open(Window window) {
        window.link("Create New Webhook").click();
        Locator dialog = window.dialog("Create New Webhook");
        dialog.waitFor();
        return new NewWebhook(dialog);
    }

    void offers(String... topics) {
        for (String topic : topics) {
            assertThat(topic(topic)).isVisible();
        }
    }

    /** Chooses a topic besides those that are chosen already. */
    void choose(String topic) {
        all().uncheck();
        topic(topic).check();
    }

    Locator all() {
        return dialog.getByRole(AriaRole.CHECKBOX, named("^All Topics"));
    }

    void format(String format) {
        radio(format).check();
    }

    Locator radio(String format) {
        return dialog.getByRole(AriaRole.RADIO, named("^" + format));
    }

    void describe(String description) {
        dialog.getByLabel("Description").fill(description);
    }

    void useTestUrl() {
        dialog.getByText("Use a test URL").click();
        assertThat(url()).not().hasValue("");
    }

    void save() {
        saveButton().click();
    }

    Locator saveButton() {
        return dialog.getByRole(AriaRole.BUTTON, named("^Create webhook$")).last();
    }

    Locator topic(String label) {
        return dialog.getByRole(AriaRole.CHECKBOX, named("^" + label + "$"));
    }

    Locator url() {
        return dialog.getByLabel(Pattern.compile("^URL"));
    }

    Locator preview() {
        return dialog.locator("#webhook-preview");
    }

    private static Locator.GetByRoleOptions named(String pattern) {
        return new Locator.GetByRoleOptions().setName(Pattern.compile(pattern));
    }
}
