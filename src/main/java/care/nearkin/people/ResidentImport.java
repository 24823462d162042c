package care.nearkin.people;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Csv;
import care.nearkin.kernel.CsvTable;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentImportRows.Found;
import care.nearkin.people.ResidentImportRows.Intake;
import care.nearkin.people.ResidentImportRows.Line;
import care.nearkin.people.ResidentImportRows.Result;
import care.nearkin.people.ResidentImportRows.Waiting;
import care.nearkin.people.ResidentList.Row;
import care.nearkin.people.Residents.Put;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Residents from a table of any length, some rows at a time, each in a transaction of its own: first all are looked at and
 * nothing is kept, then, when somebody says so, the good ones are written down. Whoever stops in between goes on later.
 */
@Service
class ResidentImport {

    private static final int AT_ONCE = 100;

    private final ResidentImportRows rows;
    private final ResidentTable table;
    private final ServedResidents residents;
    private final SameResident same;
    private final AlikeResidents alike;
    private final ServedAreas areas;
    private final Viewers viewers;
    private final AccessLog log;
    private final Words words;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ResidentImport(
            ResidentImportRows rows,
            ResidentTable table,
            ServedResidents residents,
            SameResident same,
            AlikeResidents alike,
            ServedAreas areas,
            Viewers viewers,
            AccessLog log,
            Words words,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.table = table;
        this.residents = residents;
        this.same = same;
        this.alike = alike;
        this.areas = areas;
        this.viewers = viewers;
        this.log = log;
        this.words = words;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Instead of the one before; a table that cannot be read changes nothing. */
    void begin(String text) {
        CsvTable read = table.read(text);
        if (!read.head().contains("key")) {
            read.with("name");
        }
        transaction.executeWithoutResult(status -> {
            rows.lock(owner());
            rows.begin(owner(), read.head(), read.rows(), clock.instant());
            twice(read);
        });
    }

    Optional<Intake> mine() {
        return rows.find(owner());
    }

    List<Line> lines(@Nullable Found found, int after, int most) {
        return rows.lines(owner(), found, after, most);
    }

    /** The next few rows of what is to be looked at, or, once confirmed, to be written down. */
    void goOn() {
        mine().ifPresent(intake -> {
            ResidentCells.Reader reader = new ResidentCells.Reader(words, areas.all(), LocalDate.now(clock));
            for (Waiting row : rows.waiting(owner(), intake.keeping(), AT_ONCE)) {
                one(intake, row, reader);
            }
        });
    }

    void confirm() {
        transaction.executeWithoutResult(status -> rows.keep(owner()));
    }

    /** One row, or every one that is like somebody known, is about another person. */
    void different(@Nullable Integer number, AlikeResidents.Why why) {
        transaction.executeWithoutResult(status -> {
            rows.lock(owner());
            rows.different(owner(), number, why);
        });
    }

    void discard() {
        transaction.executeWithoutResult(status -> rows.discard(owner()));
    }

    /** What could not be imported, with the reason, to be put right and brought again. */
    String faulty() {
        Intake intake = mine().orElseThrow(() -> Refusal.notFound("people.table.gone"));
        Locale language = LocaleContextHolder.getLocale();
        transaction.executeWithoutResult(status -> log.read("resident-table", owner()));
        List<String> columns = intake.head().stream()
                .filter(column -> !column.isEmpty() && !column.equals(ResidentTable.FAULT))
                .toList();
        Stream<String> head = columns.stream().map(column -> table.said(language, column));
        StringBuilder file = new StringBuilder(Csv.MARK)
                .append(Csv.line(Stream.concat(head, Stream.of(table.said(language, ResidentTable.FAULT)))
                        .toList()));
        for (Line line : left()) {
            ResidentCells cells = new ResidentCells(intake.head(), line.cells());
            Stream<String> row = columns.stream().map(column -> Objects.requireNonNullElse(cells.get(column), ""));
            file.append(Csv.line(Stream.concat(row, Stream.of(Objects.requireNonNullElse(line.said(), "")))
                    .toList()));
        }
        return file.toString();
    }

    private List<Line> left() {
        return Stream.of(Found.FAULTY, Found.ALIKE)
                .flatMap(found -> lines(found, 0, Integer.MAX_VALUE).stream())
                .sorted(Comparator.comparingInt(Line::number))
                .toList();
    }

    private void one(Intake intake, Waiting row, ResidentCells.Reader reader) {
        ResidentCells cells = new ResidentCells(intake.head(), row.cells());
        boolean keep = intake.keeping();
        Result result;
        try {
            result = transaction.execute(status -> {
                rows.lock(owner());
                if (!rows.waits(owner(), keep, row.number())) {
                    return null;
                }
                Result done = look(cells, reader, row, keep);
                if (keep) {
                    rows.write(owner(), row.number(), done);
                } else {
                    status.setRollbackOnly();
                }
                return done;
            });
        } catch (Refusal refusal) {
            result = new Result(Found.FAULTY, false, null, said(refusal));
        }
        Result found = result;
        if (found != null && (!keep || found.found() == Found.FAULTY)) {
            transaction.executeWithoutResult(status -> rows.write(owner(), row.number(), found));
        }
    }

    private Result look(ResidentCells cells, ResidentCells.Reader reader, Waiting row, boolean keep) {
        String key = cells.get("key");
        if (key == null) {
            key = same.keyOf(cells.read("?", null, reader, new Faults())).orElse(null);
        }
        Put before = key == null ? null : residents.known(key);
        String named = key != null ? key : keep ? residents.newKey() : "new:" + owner() + ":" + row.number();
        Faults faults = new Faults();
        Put after = cells.read(named, before, reader, faults);
        if (!faults.none()) {
            return new Result(
                    Found.FAULTY,
                    false,
                    null,
                    faults.all().stream().map(this::said).collect(Collectors.joining(" ")));
        }
        Long id = before == null ? null : same.idOf(named);
        if (after.equals(before)) {
            return new Result(Found.UNCHANGED, false, id, null);
        }
        List<Row> others = before == null ? alike.to(after) : List.of();
        if (!others.isEmpty() && row.different() == null) {
            return new Result(Found.ALIKE, false, others.get(0).id(), like(others));
        }
        long written = residents
                .change(named, ServedResidents.how("import", others, row.different()), known -> after)
                .id();
        String changes = ResidentTable.changes(before, after).stream()
                .map(column -> table.said(LocaleContextHolder.getLocale(), column))
                .collect(Collectors.joining(words.say("web.comma")));
        return new Result(before == null ? Found.NEW : Found.CHANGED, keep, keep ? Long.valueOf(written) : id, changes);
    }

    /** Who it is that she is like; the first, where there are several. */
    private String like(List<Row> others) {
        Row first = others.get(0);
        String who = Stream.of(first.name(), first.birthDate(), first.address(), first.key())
                .filter(Objects::nonNull)
                .map(Object::toString)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" · "));
        return others.size() == 1 ? who : words.say("people.table.alike.several", who, others.size() - 1);
    }

    /** Of two rows about one person the second is refused before either is written. */
    private void twice(CsvTable read) {
        Set<String> seen = new HashSet<>();
        for (Csv.Row row : read.rows()) {
            ResidentCells cells = new ResidentCells(read.head(), row.cells());
            String key = cells.get("key");
            String number = cells.get("number");
            String who = "who "
                    + Stream.of("name", "birth_date", "area", "estate", "building", "unit", "room", "text")
                            .map(column -> Objects.requireNonNullElse(cells.get(column), ""))
                            .collect(Collectors.joining("\n"));
            boolean again = key != null ? !seen.add("key " + key) : number == null && !seen.add(who);
            if (again) {
                refuse(row, Refusal.invalid("key", key == null ? "people.table.twice" : "web.csv.keyTwice"));
            } else if (number != null && !seen.add("number " + Identity.plain(number))) {
                refuse(row, Refusal.invalid("number", "people.table.numberTwice"));
            }
        }
    }

    private void refuse(Csv.Row row, Refusal refusal) {
        rows.write(owner(), row.number(), new Result(Found.FAULTY, false, null, said(refusal)));
    }

    private String said(Refusal refusal) {
        String said = words.say(refusal.words(), refusal.arguments().toArray());
        String field = refusal.field();
        if (field == null) {
            return said;
        }
        String column = Csv.column(field.substring(field.lastIndexOf('.') + 1));
        return words.say("web.csv.column", table.said(LocaleContextHolder.getLocale(), column), said);
    }

    private String owner() {
        return viewers.current().name();
    }
}
