package care.nearkin.signal;

import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Devices as people and programs list them, within the areas that they serve. */
@Service
class DeviceList {

    /** In which order; the cursor is the last row's place in it. */
    enum Order {
        NEWEST("d.id desc", "d.id < :tail"),
        KEY("d.key", "d.key > :tail");

        private final String by;
        private final String beyond;

        Order(String by, String beyond) {
            this.by = by;
            this.beyond = beyond;
        }

        static Order of(@Nullable String name) {
            try {
                return name == null || name.isBlank() ? NEWEST : valueOf(name.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw Refusal.invalid("sort", "signal.refusal.sort");
            }
        }

        private Object tail(String text) {
            return this == NEWEST ? (Object) new Cursor(Instant.EPOCH, text).number() : text;
        }
    }

    record Ask(
            @Nullable String q,
            @Nullable DeviceKind kind,
            Device.@Nullable State state,
            @Nullable String resident,
            DeviceNeed.@Nullable Kind need,
            Order order,
            @Nullable String after,
            int limit) {}

    /** A device with whose it is and when it was last heard. */
    record Row(
            Device device,
            @Nullable ResidentBrief resident,
            @Nullable Instant lastHeard) {}

    private final EntityManager entities;
    private final JdbcTemplate jdbc;
    private final Residents residents;
    private final Viewers viewers;

    DeviceList(EntityManager entities, JdbcTemplate jdbc, Residents residents, Viewers viewers) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.residents = residents;
        this.viewers = viewers;
    }

    @Transactional(readOnly = true)
    public Slice<Row> list(Ask ask) {
        int limit = Slice.limit(ask.limit());
        Map<String, Object> values = new HashMap<>();
        List<String> conditions = conditions(ask, values);
        TypedQuery<DeviceRow> query = entities.createQuery(
                "select d from DeviceRow d" + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                        + " order by " + ask.order().by,
                DeviceRow.class);
        values.forEach(query::setParameter);
        List<Device> found = query.setMaxResults(limit + 1).getResultList().stream()
                .map(DeviceRow::view)
                .toList();
        Slice<Device> slice = Slice.of(found, limit, device -> cursor(ask.order(), device));
        Map<Long, ResidentBrief> whose = residents.briefs(slice.items().stream()
                .map(Device::resident)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .toList());
        Map<String, Instant> heard = lastHeard(slice.items());
        return slice.map(device -> new Row(
                device, device.resident() == null ? null : whose.get(device.resident()), heard.get(device.key())));
    }

    @Transactional(readOnly = true)
    public Row row(Device device) {
        Viewer viewer = viewers.current();
        if (!viewer.serves(device.area())) {
            throw Refusal.notFound("signal.refusal.noDevice", device.key());
        }
        return new Row(
                device,
                device.resident() == null
                        ? null
                        : residents.brief(device.resident()).orElse(null),
                lastHeard(List.of(device)).get(device.key()));
    }

    private static String cursor(Order order, Device device) {
        return new Cursor(Instant.EPOCH, order == Order.NEWEST ? String.valueOf(device.id()) : device.key()).text();
    }

    private List<String> conditions(Ask ask, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>();
        Viewer viewer = viewers.current();
        if (!viewer.everywhere()) {
            conditions.add("(d.area is null or d.area in (:areas))");
            values.put("areas", viewer.areas().isEmpty() ? List.of("") : viewer.areas());
        }
        if (ask.q() != null) {
            conditions.add("(lower(d.key) like :q escape '!' or lower(d.room) like :q escape '!'"
                    + " or lower(d.gateway) like :q escape '!')");
            values.put("q", "%" + ask.q().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%");
        }
        if (ask.kind() != null) {
            conditions.add("d.kind = :kind");
            values.put("kind", ask.kind());
        }
        if (ask.state() != null) {
            conditions.add("d.state = :state");
            values.put("state", ask.state());
        }
        if (ask.resident() != null) {
            conditions.add("d.residentId = :resident");
            values.put("resident", residents.idOf(ask.resident()).orElse(-1L));
        }
        if (ask.need() != null) {
            conditions.add("d.key in (select n.device from DeviceNeed n where n.need = :need)");
            values.put("need", ask.need());
        }
        if (ask.after() != null && !ask.after().isEmpty()) {
            conditions.add(ask.order().beyond);
            values.put("tail", ask.order().tail(Cursor.parse(ask.after()).tail()));
        }
        return conditions;
    }

    private Map<String, Instant> lastHeard(List<Device> devices) {
        Map<String, Instant> heard = new LinkedHashMap<>();
        if (!devices.isEmpty()) {
            jdbc.query(
                    "select device, max(received_at) as heard from signal_state where device = any(?) group by device",
                    row -> {
                        heard.put(row.getString("device"), SqlTime.get(row, "heard"));
                    },
                    (Object) devices.stream().map(Device::key).toArray(String[]::new));
        }
        return heard;
    }
}
