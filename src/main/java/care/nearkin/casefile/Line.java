package care.nearkin.casefile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A timeline entry said in words, and how often it was said before anybody did something. */
record Line(TimelineEntry entry, String sentence, Map<String, String> answers, int times, Instant last) {

    static Line of(TimelineEntry entry, String sentence, Map<String, String> answers) {
        return new Line(entry, sentence, answers, 1, entry.at());
    }

    /** What the program said again and again while nobody did anything is one line, with its last time. */
    static List<Line> withoutRepeats(List<Line> all) {
        List<Line> lines = new ArrayList<>();
        Map<String, Integer> said = new HashMap<>();
        for (Line line : all) {
            if (!line.byTheProgram()) {
                said.clear();
                lines.add(line);
                continue;
            }
            Integer before = said.putIfAbsent(line.sentence, lines.size());
            if (before == null) {
                lines.add(line);
            } else {
                lines.set(before, lines.get(before).again(line.last));
            }
        }
        return lines;
    }

    private boolean byTheProgram() {
        return entry.by() == null && entry.text() == null && answers.isEmpty() && !entry.late();
    }

    private Line again(Instant at) {
        return new Line(entry, sentence, answers, times + 1, at);
    }
}
