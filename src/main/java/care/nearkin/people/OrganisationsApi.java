package care.nearkin.people;

import care.nearkin.kernel.Slice;
import care.nearkin.people.Organisation.Kind;
import care.nearkin.people.Organisation.Put;
import care.nearkin.people.Organisation.Status;
import care.nearkin.people.OrganisationList.Ask;
import care.nearkin.people.OrganisationList.Order;
import care.nearkin.people.OrganisationList.Row;
import care.nearkin.people.Organisations.Sheet;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Providers and partners, for other programs. */
@RestController
@RequestMapping("/api/v1/organisations")
class OrganisationsApi {

    private final Organisations organisations;

    OrganisationsApi(Organisations organisations) {
        this.organisations = organisations;
    }

    /** One in a list: without whom to ask for. */
    record Listed(
            long id,
            String name,
            Kind kind,
            @Nullable String creditCode,
            List<String> areas,
            List<String> services,
            @Nullable LocalDate until,
            Status status) {

        static Listed of(Row row) {
            return new Listed(
                    row.id(),
                    row.name(),
                    row.kind(),
                    row.creditCode(),
                    row.areas(),
                    row.services(),
                    row.until(),
                    row.status());
        }
    }

    /** One as it is; {@code version} goes back with a change. */
    record Whole(
            long id,
            int version,
            String name,
            Kind kind,
            @Nullable String creditCode,
            Set<String> areas,
            List<String> services,
            @Nullable String contact,
            @Nullable String phone,
            @Nullable String mail,
            @Nullable String hours,
            @Nullable String address,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            Status status,
            @Nullable String remark) {

        static Whole of(Sheet sheet) {
            Put put = sheet.put();
            return new Whole(
                    sheet.id(),
                    sheet.version(),
                    put.name(),
                    put.kind(),
                    put.creditCode(),
                    put.areas(),
                    put.services(),
                    put.contact(),
                    put.phone(),
                    put.mail(),
                    put.hours(),
                    put.address(),
                    put.from(),
                    put.until(),
                    put.status(),
                    put.remark());
        }

        /** Nothing of whom to ask for. */
        @Override
        public String toString() {
            return "Whole[" + id + "]";
        }
    }

    @MayRead
    @GetMapping
    Slice<Listed> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        return organisations
                .list(new Ask(
                        q,
                        Checks.choice("kind", kind, Kind.class),
                        area,
                        Checks.choice("status", status, Status.class),
                        Order.NEWEST,
                        after,
                        limit))
                .map(Listed::of);
    }

    @MayRead
    @GetMapping("/{id}")
    Whole get(@PathVariable long id) {
        return Whole.of(organisations.sheet(id));
    }

    @PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
    @PostMapping
    ResponseEntity<Whole> create(@RequestBody OrganisationForm body) {
        Whole made = Whole.of(organisations.create(read(body)));
        return ResponseEntity.created(URI.create("/api/v1/organisations/" + made.id()))
                .body(made);
    }

    @PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
    @PutMapping("/{id}")
    Whole change(@PathVariable long id, @RequestBody OrganisationForm body) {
        return Whole.of(organisations.change(id, body.version() == null ? -1 : body.version(), read(body)));
    }

    private static Put read(OrganisationForm body) {
        Faults faults = new Faults();
        Put put = body.read(faults);
        faults.all().stream().findFirst().ifPresent(refusal -> {
            throw refusal;
        });
        return put;
    }
}
