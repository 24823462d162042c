package care.nearkin.people;

import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents.Moves;
import care.nearkin.people.Residents.Phones;
import care.nearkin.people.Residents.Put;
import care.nearkin.people.Residents.Sex;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A resident's form exactly as it was typed, so that a refused one can be shown again. */
record ResidentForm(
        @Nullable Integer version,
        @Nullable String key,
        @Nullable String name,
        @Nullable String birthDate,
        @Nullable String sex,
        @Nullable String kind,
        @Nullable String number,
        @Nullable Boolean livesAlone,
        @Nullable String risk,
        @Nullable String mobility,
        @Nullable String moves,
        @Nullable String area,
        @Nullable String community,
        @Nullable String estate,
        @Nullable String building,
        @Nullable String unit,
        @Nullable String room,
        @Nullable String text,
        @Nullable String home,
        @Nullable String mobile,
        @Nullable String device,
        @Nullable String health,
        @Nullable String keyPlace,
        @Nullable String note) {

    private static final Address NOWHERE = new Address(null, null, null, null, null, null, null);

    static ResidentForm empty() {
        return new ResidentForm(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                Risk.MEDIUM.name(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static ResidentForm of(Put put, int version) {
        Address address = put.address() == null ? NOWHERE : put.address();
        return new ResidentForm(
                version,
                put.key(),
                put.name(),
                put.birthDate() == null ? null : put.birthDate().toString(),
                put.sex() == null ? null : put.sex().name(),
                put.identity() == null ? null : put.identity().kind().name(),
                null,
                put.livesAlone(),
                put.risk().name(),
                put.mobility(),
                put.moves() == null ? null : put.moves().name(),
                address.area(),
                address.community(),
                address.estate(),
                address.building(),
                address.unit(),
                address.room(),
                address.text(),
                put.phones().home(),
                put.phones().mobile(),
                put.phones().device(),
                put.health(),
                put.keyPlace(),
                put.note());
    }

    /**
     * Usable only when {@code faults} stays empty. Contacts have forms of their own. {@code known} is the document that
     * stays when no other number is typed, because the form never shows it.
     */
    Put read(Faults faults, String key, LocalDate today, @Nullable Identity known) {
        Risk stake = faults.checked(() -> Checks.choice("risk", risk, Risk.class));
        Identity identity = faults.checked(() -> Checks.identity(kind, number, known, today));
        LocalDate born = faults.checked(() -> Checks.birthDate("birthDate", birthDate, today));
        Sex said = faults.checked(() -> Checks.choice("sex", sex, Sex.class));
        return new Put(
                Objects.requireNonNullElse(faults.checked(() -> Checks.key(key)), ""),
                Objects.requireNonNullElse(faults.checked(() -> Checks.needed("name", name, 100)), ""),
                born == null && identity != null ? identity.birthDate() : born,
                said == null && identity != null ? identity.sex() : said,
                identity,
                Boolean.TRUE.equals(livesAlone),
                stake == null ? Risk.MEDIUM : stake,
                text(faults, "mobility", mobility, 200),
                faults.checked(() -> Checks.choice("moves", moves, Moves.class)),
                new Address(
                        text(faults, "area", area, 64),
                        text(faults, "community", community, 100),
                        text(faults, "estate", estate, 100),
                        text(faults, "building", building, 50),
                        text(faults, "unit", unit, 50),
                        text(faults, "room", room, 50),
                        text(faults, "text", text, 300)),
                text(faults, "health", health, 2000),
                new Phones(
                        faults.checked(() -> Checks.phone("home", home)),
                        faults.checked(() -> Checks.phone("mobile", mobile)),
                        faults.checked(() -> Checks.phone("device", device))),
                text(faults, "keyPlace", keyPlace, 300),
                text(faults, "note", note, 2000),
                null);
    }

    private static @Nullable String text(Faults faults, String field, @Nullable String value, int most) {
        return faults.checked(() -> Checks.text(field, value, most));
    }
}
