package dev.tributary.server.affiliate;

import dev.tributary.server.api.Fields;
import java.util.List;
import java.util.Map;

/**
 * What an affiliate is asked besides the profile, and so may see and answer again. Implemented by the feature that asks;
 * every other custom field is the merchant's own remark.
 */
public interface Questionnaire {
    /** What the questions are called, by their names in a form. */
    Map<String, String> labels();

    /** The answers that stand, by the same names. */
    Map<String, String> answers();

    /**
     * Reads what was sent.
     *
     * @param body where what is wrong is noted
     * @param typed by the names in a form; empty where nothing was
     * @return by the name of the custom field; without those that were and are unanswered
     */
    List<NewAffiliate.Answer> read(Fields body, Map<String, String> typed);
}
