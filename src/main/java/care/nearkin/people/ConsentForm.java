package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.people.Consents.Given;
import care.nearkin.people.Consents.How;
import care.nearkin.people.Consents.Matter;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A consent's form as it was typed. */
record ConsentForm(
        @Nullable String matter,
        @Nullable String toWhom,
        @Nullable String from,
        @Nullable String until,
        @Nullable String how) {

    static ConsentForm empty(LocalDate today) {
        return new ConsentForm(null, null, today.toString(), null, null);
    }

    Given read(Faults faults, long resident, LocalDate today) {
        LocalDate begins = faults.checked(() -> present("from", () -> Checks.date("from", from)));
        return new Given(
                resident,
                Objects.requireNonNullElse(
                        faults.checked(() -> present("matter", () -> Checks.choice("matter", matter, Matter.class))),
                        Matter.DEVICES),
                Objects.requireNonNullElse(faults.checked(() -> Checks.needed("toWhom", toWhom, 200)), ""),
                begins == null ? today : begins,
                faults.checked(() -> Checks.date("until", until)),
                Objects.requireNonNullElse(
                        faults.checked(() -> present("how", () -> Checks.choice("how", how, How.class))), How.SIGNED));
    }

    private static <T> T present(String field, Supplier<@Nullable T> check) {
        T value = check.get();
        if (value == null) {
            throw Refusal.invalid(field, "people.needed");
        }
        return value;
    }
}
