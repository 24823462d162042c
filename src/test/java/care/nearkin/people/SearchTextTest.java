package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How names, addresses and numbers are prepared for being found. */
class SearchTextTest {

    @ParameterizedTest
    @CsvSource({
        "王秀兰, wxl, wangxiulian",
        "单雄信, sxx, shanxiongxin",
        "单雄信, dxx, danxiongxin",
        "欧阳修, oyx, ouyangxiu",
        "曾国藩, zgf, zengguofan"
    })
    void aNameIsSpelledInEachWayItMayBeRead(String name, String initials, String whole) {
        assertThat(Pinyin.of(name)).contains(initials).anyMatch(spelled -> spelled.startsWith(whole.substring(0, 4)));
    }

    @Test
    void whatIsNotChineseIsNotSpelled() {
        assertThat(Pinyin.of("Ann Lee")).isEmpty();
    }

    @Test
    void fullWidthAndCapitalsAreTheSameAsPlain() {
        assertThat(SearchText.plain(" ＬＡＮＥ　540 ")).isEqualTo("lane 540");
        assertThat(SearchText.words("Lane  540\u0000 王")).containsExactly("lane", "540", "王");
        assertThat(SearchText.words("a b c d e f g")).hasSize(6);
        assertThat(SearchText.words("+86 138 0013 8000")).containsExactly("+8613800138000");
        assertThat(SearchText.words("12 502")).containsExactly("12", "502");
    }

    @Test
    void piecesDoNotCrossASpaceAndOneChineseCharacterIsAPiece() {
        assertThat(SearchText.pieces("王秀兰\nab c")).containsExactlyInAnyOrder("王", "秀", "兰", "王秀", "秀兰", "ab");
    }

    @Test
    void eachPieceThatIsWantedIsOneThatAnyTextWithTheWordHas() {
        for (String word : new String[] {"秀", "王秀", "wxl", "540弄", "xi"}) {
            assertThat(SearchText.pieces("x" + word + "y")).containsAll(SearchText.wanted(word));
        }
        assertThat(SearchText.wanted("x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"+86 138-0013-8000, 13800138000", "0086 13800138000, 13800138000", "(021) 6621 0000, 02166210000"})
    void aNumberIsTheSameHoweverItWasWritten(String written, String digits) {
        assertThat(PhoneDigits.plain(written)).isEqualTo(digits);
        assertThat(PhoneDigits.of(written)).containsExactly(digits, digits.substring(digits.length() - 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8000", "13800138000", "+8613800138000", "6621-0000"})
    void somebodyMayBeLookingForANumber(String word) {
        assertThat(PhoneDigits.may(word)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"800", "AL-2026-000123", "王8000", "123456789012345678901", ""})
    void thatIsNoTelephoneNumber(String word) {
        assertThat(PhoneDigits.may(word)).isFalse();
    }

    @Test
    void whatIsTooShortOrMissingIsNotFoundByAnything() {
        assertThat(PhoneDigits.of("119")).isEmpty();
        assertThat(PhoneDigits.of(null)).isEmpty();
    }
}
