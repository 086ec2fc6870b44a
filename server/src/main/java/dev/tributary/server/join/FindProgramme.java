package dev.tributary.server.join;

import dev.tributary.server.api.Problem;
import org.springframework.stereotype.Component;

/** Finds what a public URL names. */
@Component
class FindProgramme {
    private final ProgrammeStore store;

    FindProgramme(ProgrammeStore store) {
        this.store = store;
    }

    /**
     * The programme of this slug.
     *
     * @throws NoProgramme if there is none
     */
    ProgrammeStore.Owned bySlug(String slug) {
        if (!Slug.isOne(slug)) {
            throw new NoProgramme();
        }
        return store.bySlug(slug).orElseThrow(NoProgramme::new);
    }

    /** The URL names nothing; told to people in a page of its own, since they are nobody's members. */
    static final class NoProgramme extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoProgramme() {
            super(Problem.notFound("such programme").detail(), null, false, false);
        }
    }
}
