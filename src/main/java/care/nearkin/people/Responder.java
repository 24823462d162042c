package care.nearkin.people;

import care.nearkin.kernel.SealedText;
import care.nearkin.kernel.Words;
import care.nearkin.people.Responders.Kind;
import care.nearkin.people.Responders.Match;
import care.nearkin.people.Responders.Pause;
import care.nearkin.people.Responders.Put;
import care.nearkin.people.Responders.Reach;
import care.nearkin.people.Responders.Skill;
import care.nearkin.people.Responders.Where;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Somebody who can be at the door. Her number and e-mail address are sealed in the table. */
@Entity
class Responder {

    @Id
    @GeneratedValue(generator = "responder_seq")
    @SequenceGenerator(name = "responder_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "responder_key")
    private String key;

    @Version
    private int version;

    @Column
    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column
    private String name;

    @Column
    @Convert(converter = SkillSet.class)
    private Set<Skill> skills = Set.of();

    private @Nullable String remark;

    @Column(name = "hours")
    private @Nullable String hoursInWords;

    private @Nullable String area;
    private @Nullable String estate;
    private @Nullable String building;
    private @Nullable String place;

    @Convert(converter = SealedText.class)
    private @Nullable String phone;

    @Convert(converter = SealedText.class)
    private @Nullable String mail;

    @Column
    private String language;

    private boolean paused;
    private @Nullable LocalDate pausedUntil;
    private @Nullable String staff;
    private @Nullable Long residentId;

    @ElementCollection
    @CollectionTable(name = "responder_hours", joinColumns = @JoinColumn(name = "responder_id"))
    @OrderColumn(name = "position")
    private List<Span> spans = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "responder_match", joinColumns = @JoinColumn(name = "responder_id"))
    @MapKeyColumn(name = "resident_id")
    private Map<Long, Matched> matches = new HashMap<>();

    protected Responder() {}

    Responder(String key) {
        this.key = key;
    }

    void change(Put put) {
        kind = put.kind();
        name = put.name();
        skills = put.skills();
        remark = put.remark();
        hoursInWords = put.hoursInWords();
        area = put.where().area();
        estate = put.where().estate();
        building = put.where().building();
        place = put.where().place();
        phone = put.reach().phone();
        mail = put.reach().mail();
        language = put.reach().language().toLanguageTag();
        staff = put.staff();
        residentId = put.resident();
        pause(put.pause());
        List<Span> wanted = put.hours().stream().map(Hours::span).toList();
        if (!wanted.equals(List.copyOf(spans))) {
            spans.clear();
            spans.addAll(wanted);
        }
        if (put.matches() != null) {
            match(put.matches());
        }
    }

    void pause(@Nullable Pause pause) {
        paused = pause != null;
        pausedUntil = pause == null ? null : pause.until();
    }

    void match(Match match) {
        matches.put(match.resident(), new Matched(match.metres(), match.hasKey()));
    }

    void unmatch(long resident) {
        matches.remove(resident);
    }

    private void match(List<Match> wanted) {
        matches.keySet().retainAll(wanted.stream().map(Match::resident).collect(Collectors.toSet()));
        wanted.forEach(this::match);
    }

    Put asPut() {
        return new Put(
                key,
                kind,
                name,
                skills,
                remark,
                spans.stream().map(Span::hours).toList(),
                hoursInWords,
                new Where(area, estate, building, place),
                new Reach(phone, mail, Words.language(language)),
                paused ? new Pause(pausedUntil) : null,
                staff,
                residentId,
                matches.entrySet().stream()
                        .map(one -> new Match(
                                one.getKey(),
                                one.getValue().metres(),
                                one.getValue().hasKey()))
                        .sorted(Comparator.comparingInt(Match::metres).thenComparing(Match::resident))
                        .toList());
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    String key() {
        return key;
    }

    int version() {
        return version;
    }

    @Nullable
    String area() {
        return area;
    }
}
