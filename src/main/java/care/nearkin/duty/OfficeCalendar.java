package care.nearkin.duty;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Teams;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The calendar as its office keeps it: what is published is put right by people, each change with its reason. */
@Service
@Transactional
class OfficeCalendar {

    static final int FIRST = 2020;
    static final int LAST = 2099;
    private static final int LONGEST = 300;

    private final CalendarRows rows;
    private final StoredWorkingTimes times;
    private final Teams teams;
    private final Viewers viewers;
    private final AccessLog log;
    private final Clock clock;

    OfficeCalendar(
            CalendarRows rows, StoredWorkingTimes times, Teams teams, Viewers viewers, AccessLog log, Clock clock) {
        this.rows = rows;
        this.times = times;
        this.teams = teams;
        this.viewers = viewers;
        this.log = log;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<CalendarDay> days(int year) {
        return rows.days(year);
    }

    @Transactional(readOnly = true)
    List<CalendarChange> changes(int year) {
        return rows.changes(year);
    }

    @Transactional(readOnly = true)
    List<HoursChange> hoursChanges() {
        return rows.hoursChanges();
    }

    void put(CalendarDay day, String reason) {
        if (day.day().getYear() < FIRST || day.day().getYear() > LAST) {
            throw Refusal.invalid("day", "duty.day.year", FIRST, LAST);
        }
        if (day.source().isBlank() || day.source().length() > LONGEST) {
            throw Refusal.invalid("source", "duty.source.missing");
        }
        if (day.note().length() > LONGEST) {
            throw Refusal.invalid("note", "duty.note.long");
        }
        said(reason);
        CalendarDay was = rows.locked(day.day()).orElse(null);
        rows.put(day);
        changed(day.day(), was, day, reason);
    }

    void remove(LocalDate day, String reason) {
        said(reason);
        CalendarDay was = rows.locked(day).orElseThrow(() -> Refusal.notFound("duty.day.unknown"));
        rows.remove(day);
        changed(day, was, null, reason);
    }

    private void changed(LocalDate day, @Nullable CalendarDay was, @Nullable CalendarDay is, String reason) {
        rows.changed(day, was, is, reason, viewers.current().name(), clock.instant());
        log.wrote("calendar", day.toString(), is == null ? "removed" : is.kind().name());
        refresh();
    }

    /** Of the office first, then of each team; null where a team works as the office does. */
    @Transactional(readOnly = true)
    Map<String, @Nullable WeeklyHours> hours() {
        Map<String, WeeklyHours> own = rows.hours();
        Map<String, @Nullable WeeklyHours> all = new LinkedHashMap<>();
        all.put(CalendarRows.OFFICE, own.get(CalendarRows.OFFICE));
        teams.names().forEach(team -> all.put(team, own.get(team)));
        return all;
    }

    /** Null lets a team work as the office does. */
    void hours(String team, @Nullable WeeklyHours hours, String reason) {
        boolean office = team.equals(CalendarRows.OFFICE);
        if (!office && !teams.names().contains(team)) {
            throw Refusal.notFound("duty.team.unknown");
        }
        if (office && hours == null) {
            throw Refusal.invalid("mode", "duty.hours.office");
        }
        said(reason);
        WeeklyHours was = rows.hours().get(team);
        if (hours == null) {
            rows.removeHours(team);
        } else {
            rows.put(team, hours);
        }
        rows.hoursChanged(team, was, hours, reason, viewers.current().name(), clock.instant());
        log.wrote("hours", office ? "office" : team, hours == null ? "as the office" : "own");
        refresh();
    }

    private static void said(String reason) {
        if (reason.isBlank() || reason.length() > LONGEST) {
            throw Refusal.invalid("reason", "duty.reason.missing");
        }
    }

    private void refresh() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                times.forget();
            }
        });
    }
}
