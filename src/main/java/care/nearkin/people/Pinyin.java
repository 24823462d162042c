package care.nearkin.people;

import com.ibm.icu.text.Transliterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a Chinese name is spelled: people on the telephone, and keyboards, say "wxl" for 王秀兰. */
final class Pinyin {

    /** Loaded when the first name is spelled: it takes half a second. */
    private static final class Tables {
        /** Surnames as surnames: 单 is Shan and not Dan. */
        static final Transliterator NAMES = table("Han-Latin/Names");

        static final Transliterator WORDS = table("Han-Latin");

        private static Transliterator table(String id) {
            return Transliterator.getInstance(id + "; Latin-ASCII; Lower; [^a-z\\ ] Remove");
        }
    }

    private Pinyin() {}

    /** First letters and whole spelling of a name, in each way it may be read; nothing where it is not Chinese. */
    static Set<String> of(String name) {
        if (name.codePoints().noneMatch(Character::isIdeographic)) {
            return Set.of();
        }
        return Stream.of(Tables.NAMES, Tables.WORDS)
                .map(table -> table.transliterate(name).strip().split("\\s+"))
                .flatMap(syllables -> Stream.of(initials(syllables), String.join("", syllables)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String initials(String[] syllables) {
        return Stream.of(syllables)
                .filter(syllable -> !syllable.isEmpty())
                .map(syllable -> syllable.substring(0, 1))
                .collect(Collectors.joining());
    }
}
