package dev.tributary.server.affiliate;

import java.util.List;
import java.util.Optional;

/**
 * What an affiliate or merchant can edit.
 *
 * @param address and everything in it: empty strings for what is unknown
 * @param customFields in the merchant's order
 */
public record Profile(
        String firstName,
        String lastName,
        String email,
        Optional<String> paypalEmail,
        String company,
        Address address,
        List<CustomField> customFields) {

    public Profile {
        customFields = List.copyOf(customFields);
    }

    /** First and last name. */
    public String name() {
        return (firstName + " " + lastName).strip();
    }

    Profile with(List<CustomField> fields) {
        return new Profile(firstName, lastName, email, paypalEmail, company, address, fields);
    }

    Profile withEmail(String other) {
        return new Profile(firstName, lastName, other, paypalEmail, company, address, customFields);
    }

    /** Where to send things; empty strings for what is unknown. */
    public record Address(
            String line1, String line2, String city, String state, String zip, String country, String phone) {
        static final Address UNKNOWN = new Address("", "", "", "", "", "", "");
    }

    /**
     * A question that the merchant asks every affiliate, and this one's answer.
     *
     * @param number the question's, unique in the account
     */
    public record CustomField(long number, String name, String value) {}
}
