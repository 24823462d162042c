package care.nearkin.access;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Seal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Work telephones in rows of ours, each bound to its account: one moved to another row does not open there. */
@Service
@Transactional
class StoredStaffPhones implements StaffPhones {

    static final Duration CODE_LIVES = Duration.ofMinutes(10);
    static final Duration BETWEEN_CODES = Duration.ofMinutes(1);
    static final Duration A_DAY = Duration.ofDays(1);
    static final int CODES_A_DAY = 5;
    static final int TRIES = 5;

    private static final int CODES = 1_000_000;
    private static final Pattern FILLING = Pattern.compile("[\\s()./-]");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{5,15}");

    private record Row(
            String name,
            String number,
            boolean confirmed,
            @Nullable String code,
            @Nullable Instant codeUntil,
            int tries) {}

    private final JdbcClient jdbc;
    private final Seal seal;
    private final AccessLog log;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    StoredStaffPhones(JdbcClient jdbc, Seal seal, AccessLog log, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void enter(String name, @Nullable String number) {
        String plain = number == null ? "" : FILLING.matcher(number).replaceAll("");
        Optional<Row> before = row(name, false);
        if (plain.isEmpty()) {
            if (before.isPresent()) {
                jdbc.sql("delete from staff_phone where staff = :name")
                        .param("name", name)
                        .update();
                log.wrote("staff", name, "telephone taken away");
            }
            return;
        }
        if (!NUMBER.matcher(plain).matches()) {
            throw Refusal.invalid("phone", "access.phone.form");
        }
        if (before.filter(row -> row.number().equals(plain)).isPresent()) {
            return;
        }
        int known = jdbc.sql("""
                        insert into staff_phone (staff, number, entered_by, entered_at)
                        select name, :number, :by, :now from staff where name = :name
                        on conflict (staff) do update set number = excluded.number, entered_by = excluded.entered_by,
                            entered_at = excluded.entered_at, confirmed_at = null, code = null, code_until = null""")
                .param("number", seal.seal(plain, bound(name)))
                .param("by", log.who())
                .param("now", at(clock.instant()))
                .param("name", name)
                .update();
        if (known == 0) {
            throw Refusal.notFound("access.staff.unknown", name);
        }
        log.wrote("staff", name, "telephone entered");
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Shown> shown(Collection<String> names) {
        Instant now = clock.instant();
        Map<String, Shown> shown = new TreeMap<>();
        for (Row row : rows(names, false)) {
            Instant until = row.codeUntil();
            boolean open = row.code() != null && row.tries() > 0 && until != null && until.isAfter(now);
            shown.put(row.name(), new Shown(masked(row.number()), row.confirmed(), open ? until : null));
        }
        return shown;
    }

    @Override
    @Transactional(readOnly = true)
    public Set<String> confirmed(Collection<String> names) {
        return names.isEmpty()
                ? Set.of()
                : new LinkedHashSet<>(
                        jdbc.sql("select staff from staff_phone where staff = any(:names) and confirmed_at is not null")
                                .param("names", names.toArray(String[]::new))
                                .query(String.class)
                                .list());
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> number(String name) {
        return row(name, false).filter(Row::confirmed).map(Row::number);
    }

    @Override
    public Code newCode(String name) {
        Row row = row(name, true).orElseThrow(() -> Refusal.conflict("access.phone.none"));
        if (row.confirmed()) {
            throw Refusal.conflict("access.phone.confirmed");
        }
        Instant now = clock.instant();
        mayBeSent(name, row.number(), now);
        String code = String.format("%06d", random.nextInt(CODES));
        jdbc.sql("update staff_phone set code = :code, code_until = :until, tries = :tries where staff = :name")
                .param("code", print(row, code))
                .param("until", at(now.plus(CODE_LIVES)))
                .param("tries", TRIES)
                .param("name", name)
                .update();
        jdbc.sql("insert into staff_phone_code (staff, number, sent_at) values (:name, :number, :now)")
                .param("name", name)
                .param("number", seal.fingerprint(row.number(), "staff phone"))
                .param("now", at(now))
                .update();
        return new Code(row.number(), code);
    }

    private void mayBeSent(String name, String number, Instant now) {
        jdbc.sql("delete from staff_phone_code where sent_at <= :before")
                .param("before", at(now.minus(A_DAY)))
                .update();
        List<OffsetDateTime> sent = jdbc.sql("""
                        select sent_at from staff_phone_code where staff = :name or number = any(:numbers)
                         order by sent_at desc""")
                .param("name", name)
                .param("numbers", seal.fingerprints(number, "staff phone").toArray(String[]::new))
                .query(OffsetDateTime.class)
                .list();
        if (sent.size() >= CODES_A_DAY) {
            throw Refusal.conflict("access.phone.many", CODES_A_DAY);
        }
        if (!sent.isEmpty() && sent.get(0).toInstant().isAfter(now.minus(BETWEEN_CODES))) {
            throw Refusal.conflict("access.phone.wait");
        }
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Answer confirm(String name, String code) {
        Optional<Row> row = row(name, true);
        Instant now = clock.instant();
        int counted = jdbc.sql("""
                        update staff_phone set tries = tries - 1
                         where staff = :name and code is not null and tries > 0 and code_until > :now""").param("name", name).param("now", at(now)).update();
        if (row.isEmpty() || counted == 0) {
            return Answer.OVER;
        }
        if (!prints(row.get(), FILLING.matcher(code).replaceAll(""))
                .contains(row.get().code())) {
            return row.get().tries() > 1 ? Answer.WRONG : Answer.OVER;
        }
        jdbc.sql("update staff_phone set confirmed_at = :now, code = null, code_until = null where staff = :name")
                .param("now", at(now))
                .param("name", name)
                .update();
        log.wrote("staff", name, "telephone confirmed");
        return Answer.RIGHT;
    }

    private Optional<Row> row(String name, boolean alone) {
        return rows(Set.of(name), alone).stream().findFirst();
    }

    /** @param alone of two who read it at once the second waits for the first */
    private List<Row> rows(Collection<String> names, boolean alone) {
        return jdbc.sql("""
                        select staff, number, confirmed_at is not null, code, code_until, tries
                          from staff_phone where staff = any(:names)""" + (alone ? " for update" : ""))
                .param("names", names.toArray(String[]::new))
                .query((row, number) -> {
                    OffsetDateTime until = row.getObject(5, OffsetDateTime.class);
                    return new Row(
                            row.getString(1),
                            seal.open(row.getString(2), bound(row.getString(1))),
                            row.getBoolean(3),
                            row.getString(4),
                            until == null ? null : until.toInstant(),
                            row.getInt(6));
                })
                .list();
    }

    private String print(Row row, String code) {
        return seal.fingerprint(bound(row.name()) + " " + row.number() + " " + code, "staff phone code");
    }

    private List<String> prints(Row row, String code) {
        return seal.fingerprints(bound(row.name()) + " " + row.number() + " " + code, "staff phone code");
    }

    /** So much that she who knows it recognises it. */
    private static String masked(String number) {
        int begin = number.length() > 9 ? 3 : 0;
        int end = number.length() > 7 ? 4 : 2;
        return number.substring(0, begin)
                + "*".repeat(number.length() - begin - end)
                + number.substring(number.length() - end);
    }

    private static String bound(String name) {
        return "staff phone " + name;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
