package care.nearkin.casetype.alarm;

import care.nearkin.access.Viewer;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.casetype.alarm.Storm.Eyes;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Storms as the alarm desk shows them: one block each, and above its numbers what must be worked alone there. */
@Component
class StormDesk {

    /** More of those that are worked alone stand on the storm's own page. */
    private static final int A_FEW = 8;

    /** One alarm that is never in the group. */
    record Single(
            String number,
            AlarmKind kind,
            Severity severity,
            @Nullable ResidentBrief resident,
            @Nullable String device,
            @Nullable String room,
            Instant rungAt,
            boolean acknowledged,
            @Nullable String acknowledgedBy) {}

    record Block(Storm storm, List<Single> alone, int more) {}

    private final StormRows storms;
    private final AlarmRows alarms;
    private final Residents residents;

    StormDesk(StormRows storms, AlarmRows alarms, Residents residents) {
        this.storms = storms;
        this.alarms = alarms;
        this.residents = residents;
    }

    List<Block> blocks(Viewer viewer) {
        Eyes eyes = Eyes.of(viewer);
        List<Storm> open = storms.open(eyes);
        if (open.isEmpty()) {
            return List.of();
        }
        Map<Long, List<String>> numbers = alone(eyes);
        Map<String, Single> shown = singles(numbers.values().stream()
                .flatMap(some -> some.stream().limit(A_FEW))
                .toList());
        return open.stream()
                .map(storm -> block(storm, numbers.getOrDefault(storm.id(), List.of()), shown))
                .toList();
    }

    private static Block block(Storm storm, List<String> numbers, Map<String, Single> shown) {
        List<Single> alone = numbers.stream()
                .limit(A_FEW)
                .map(shown::get)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return new Block(storm, alone, numbers.size() - alone.size());
    }

    private Map<Long, List<String>> alone(Eyes eyes) {
        Map<Long, List<String>> numbers = new LinkedHashMap<>();
        storms.alone(eyes)
                .forEach(one -> numbers.computeIfAbsent(one.storm(), storm -> new ArrayList<>())
                        .add(one.number()));
        return numbers;
    }

    /** All that are worked alone at one storm's place. */
    List<Single> aloneAt(long storm, Viewer viewer) {
        List<String> numbers = alone(Eyes.of(viewer)).getOrDefault(storm, List.of());
        Map<String, Single> shown = singles(numbers);
        return numbers.stream()
                .map(shown::get)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private Map<String, Single> singles(List<String> numbers) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        List<Alarm> found = alarms.findByCaseNumberIn(numbers);
        Map<Long, ResidentBrief> names = residents.briefs(
                found.stream().map(Alarm::resident).filter(Objects::nonNull).toList());
        return found.stream()
                .map(alarm -> single(alarm, names))
                .collect(Collectors.toMap(Single::number, Function.identity()));
    }

    private static Single single(Alarm alarm, Map<Long, ResidentBrief> names) {
        return new Single(
                alarm.caseNumber(),
                alarm.kind(),
                alarm.severity(),
                alarm.resident() == null ? null : names.get(alarm.resident()),
                alarm.device(),
                alarm.room(),
                alarm.rungAt(),
                alarm.acknowledgedAt() != null,
                alarm.acknowledgedBy());
    }
}
