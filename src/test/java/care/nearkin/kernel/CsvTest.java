package care.nearkin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as spreadsheets write them, and as people break them. */
class CsvTest {

    @Test
    void cellsAreReadAsSpreadsheetsWriteThem() {
        assertThat(Csv.rows("\ufeffkey;text\r\na; \"b; \"\"c\"\"\nd\" \r\n\r\ne;5\" pipe\r\nf;\"\""))
                .containsExactly(
                        List.of("key", "text"),
                        List.of("a", "b; \"c\"\nd"),
                        List.of("e", "5\" pipe"),
                        List.of("f", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key,room\na,bed\nb,\"hall\nc,bath\n",
                "key,room\na,bed\nb,\"hall\nc,bath\nd,\"bed\"\n",
                "# a remark\nkey,room\nb,\"hall",
            })
    void aQuoteThatIsNotClosedIsRefusedWithItsLine(String table) {
        assertThatThrownBy(() -> Csv.rows(table)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.words()).isEqualTo("web.csv.unclosed");
            assertThat(refusal.arguments()).containsExactly(3);
        });
    }

    @Test
    void filesOfOfficesAreReadInTheirEncodings() {
        String table = "姓名\t电话\n王秀兰\t1";
        for (byte[] file : List.of(
                table.getBytes(StandardCharsets.UTF_8),
                (Csv.MARK + table).getBytes(StandardCharsets.UTF_8),
                table.getBytes(Charset.forName("GB18030")),
                (Csv.MARK + table).getBytes(StandardCharsets.UTF_16LE))) {
            assertThat(Csv.rows(Csv.text(file))).containsExactly(List.of("姓名", "电话"), List.of("王秀兰", "1"));
        }
    }

    @Test
    void rowsAreCountedAsSpreadsheetsCountThem() {
        assertThat(Csv.numbered("# remark\nkey\n\n\"a\nb\"\nc"))
                .extracting(Csv.Row::number)
                .containsExactly(2, 4, 5);
    }

    @Test
    void remarksMayStandAboveTheHead() {
        assertThat(Csv.rows("# one, two\n# three\nkey\n#1")).containsExactly(List.of("key"), List.of("#1"));
        assertThat(Csv.rows("# nothing else")).containsExactly(List.of("# nothing else"));
    }

    @Test
    void aFieldIsNamedAsItsColumn() {
        assertThat(Csv.column("reportInterval")).isEqualTo("report_interval");
        assertThat(Csv.column("key")).isEqualTo("key");
    }

    @Test
    void whatIsWrittenIsReadAsItWas() {
        List<String> cells = List.of("Lane 540, 7", "5\" pipe", "a\nb", "王秀莲", "");
        assertThat(Csv.rows(Csv.MARK + Csv.line(cells))).containsExactly(cells);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+861380", "-1", "@cmd", "\tx"})
    void aFormulaIsWrittenAsText(String cell) {
        assertThat(Csv.line(List.of(cell))).startsWith("'");
    }
}
