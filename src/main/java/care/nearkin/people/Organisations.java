package care.nearkin.people;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.people.Organisation.Put;
import care.nearkin.people.OrganisationList.Ask;
import care.nearkin.people.OrganisationList.Row;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Organisations as the person who looks may see and change them: those of her areas and those of everywhere; to change one
 * she has to serve all its areas. Every look at whom to ask for there is logged.
 */
@Service
@Transactional
class Organisations {

    private static final String WHAT = "organisation";

    private final OrganisationRows rows;
    private final OrganisationList list;
    private final ServedAreas areas;
    private final History history;
    private final Viewers viewers;
    private final AccessLog log;

    Organisations(
            OrganisationRows rows,
            OrganisationList list,
            ServedAreas areas,
            History history,
            Viewers viewers,
            AccessLog log) {
        this.rows = rows;
        this.list = list;
        this.areas = areas;
        this.history = history;
        this.viewers = viewers;
        this.log = log;
    }

    /** What is in the table now. */
    record Sheet(long id, int version, Put put, boolean mayChange) {}

    Slice<Row> list(Ask ask) {
        return list.find(ask, viewers.current());
    }

    /** A whole list leaves the house; {@code which} says what was asked for, never the words. */
    void exported(String which) {
        log.read("organisation-list", which);
    }

    Sheet sheet(long id) {
        Organisation one = seen(id);
        log.read(WHAT, Long.toString(id));
        return new Sheet(id, one.version(), one.asPut(), servesAll(one));
    }

    /** Name of one that she may see. */
    String name(long id) {
        return seen(id).name();
    }

    Sheet create(Put put) {
        admit(put);
        unique(put, -1);
        Organisation one = new Organisation();
        one.change(put);
        Organisation saved = rows.saveAndFlush(one);
        history.created(History.Record.ORGANISATION, saved.id());
        log.wrote(WHAT, Long.toString(saved.id()), "created");
        return new Sheet(saved.id(), saved.version(), saved.asPut(), true);
    }

    /** Refuses ({@code version}) when somebody else changed it meanwhile. */
    Sheet change(long id, int version, Put put) {
        Organisation one = seen(id);
        if (!servesAll(one)) {
            throw Refusal.forbidden("people.organisation.elsewhere");
        }
        if (one.version() != version) {
            throw Refusal.invalid("version", "people.changed-meanwhile");
        }
        admit(put);
        unique(put, id);
        Spot.Values before = one.values();
        one.change(put);
        Organisation saved = rows.saveAndFlush(one);
        history.changed(History.Record.ORGANISATION, id, before, saved.values());
        log.wrote(WHAT, Long.toString(id), "changed");
        return new Sheet(id, saved.version(), saved.asPut(), true);
    }

    private void admit(Put put) {
        put.areas().forEach(area -> areas.admit(area, "areas"));
        if (put.areas().isEmpty() && !viewers.current().everywhere()) {
            throw Refusal.invalid("areas", "people.organisation.areas.needed");
        }
    }

    private void unique(Put put, long own) {
        String code = put.creditCode();
        if (code != null
                && rows.findByCreditCode(code)
                        .filter(other -> other.id() != own)
                        .isPresent()) {
            throw Refusal.invalid("creditCode", "people.organisation.code.taken");
        }
    }

    /** For all others it is not there. */
    private Organisation seen(long id) {
        Viewer viewer = viewers.current();
        return rows.findById(id)
                .filter(one -> viewer.everywhere()
                        || one.areas().isEmpty()
                        || one.areas().stream().anyMatch(viewer::serves))
                .orElseThrow(() -> Refusal.notFound("people.no-organisation"));
    }

    private boolean servesAll(Organisation one) {
        Viewer viewer = viewers.current();
        return viewer.everywhere()
                || !one.areas().isEmpty() && one.areas().stream().allMatch(viewer::serves);
    }
}
