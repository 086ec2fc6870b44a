package dev.tributary.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SectionTest {
    @Test
    void the_navigation_marks_the_deepest_section_above_a_path() {
        assertThat(Section.at("/console")).contains(Section.OVERVIEW);
        assertThat(Section.at("/console/settings/webhooks/we_1")).contains(Section.WEBHOOKS);
        assertThat(Section.at("/console/settings/team")).contains(Section.TEAM);
        assertThat(Section.at("/console/settings/teamwork")).isEmpty();
        assertThat(Section.at("/console/nothing")).isEmpty();
    }
}
