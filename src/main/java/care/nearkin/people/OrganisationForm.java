package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.people.Organisation.Kind;
import care.nearkin.people.Organisation.Put;
import care.nearkin.people.Organisation.Status;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An organisation's form exactly as it was typed; the API takes the same fields. */
record OrganisationForm(
        @Nullable Integer version,
        @Nullable String name,
        @Nullable String kind,
        @Nullable String creditCode,
        @Nullable List<String> areas,
        @Nullable String services,
        @Nullable String contact,
        @Nullable String phone,
        @Nullable String mail,
        @Nullable String hours,
        @Nullable String address,
        @Nullable String from,
        @Nullable String until,
        @Nullable String status,
        @Nullable String remark) {

    private static final int MOST_SERVICES = 30;
    private static final int LONGEST_SERVICE = 60;

    static OrganisationForm empty() {
        return new OrganisationForm(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    static OrganisationForm of(Put put, int version) {
        return new OrganisationForm(
                version,
                put.name(),
                put.kind().name(),
                put.creditCode(),
                List.copyOf(put.areas()),
                String.join("、", put.services()),
                put.contact(),
                put.phone(),
                put.mail(),
                put.hours(),
                put.address(),
                Objects.toString(put.from(), null),
                Objects.toString(put.until(), null),
                put.status().name(),
                put.remark());
    }

    public boolean serves(String area) {
        return areas != null && areas.contains(area);
    }

    /** Usable only when {@code faults} stays empty. */
    Put read(Faults faults) {
        Kind chosen = faults.checked(() -> Checks.choice("kind", kind, Kind.class));
        if (chosen == null && (kind == null || kind.isBlank())) {
            faults.add(Refusal.invalid("kind", "people.needed"));
        }
        LocalDate begins = faults.checked(() -> Checks.date("from", from));
        LocalDate ends = faults.checked(() -> Checks.date("until", until));
        if (begins != null && ends != null && ends.isBefore(begins)) {
            faults.add(Refusal.invalid("until", "people.organisation.until.before"));
        }
        return new Put(
                Objects.requireNonNullElse(faults.checked(() -> Checks.needed("name", name, 120)), ""),
                Objects.requireNonNullElse(chosen, Kind.OTHER),
                faults.checked(() -> CreditCode.read(creditCode)),
                areas == null ? Set.of() : new TreeSet<>(areas),
                Objects.requireNonNullElse(faults.checked(this::each), List.of()),
                text(faults, "contact", contact, 100),
                faults.checked(() -> Checks.phone("phone", phone)),
                faults.checked(() -> Checks.mail("mail", mail)),
                text(faults, "hours", hours, 200),
                text(faults, "address", address, 200),
                begins,
                ends,
                Objects.requireNonNullElse(
                        faults.checked(() -> Checks.choice("status", status, Status.class)), Status.ACTIVE),
                text(faults, "remark", remark, 500));
    }

    /** What they do in the office's own words, with commas of any sort or one a line. */
    private List<String> each() {
        List<String> each = services == null
                ? List.of()
                : Arrays.stream(services.split("[,，、;；\\n]"))
                        .map(String::strip)
                        .filter(service -> !service.isEmpty())
                        .distinct()
                        .toList();
        if (each.size() > MOST_SERVICES) {
            throw Refusal.invalid("services", "people.organisation.services.many", MOST_SERVICES);
        }
        each.forEach(service -> Checks.text("services", service, LONGEST_SERVICE));
        return each;
    }

    private static @Nullable String text(Faults faults, String field, @Nullable String value, int most) {
        return faults.checked(() -> Checks.text(field, value, most));
    }
}
