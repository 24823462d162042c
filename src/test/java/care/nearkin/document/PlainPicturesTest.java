package care.nearkin.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A picture that is kept shows what it showed and tells nothing else. */
class PlainPicturesTest {

    static Stream<byte[]> pictures() {
        return Stream.of(Photos.jpeg(), Photos.png(), Photos.webp());
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void noPictureTellsWhereItWasTaken(byte[] picture) {
        assertThat(text(picture)).contains(Photos.PLACE);
        byte[] plain = FileKind.of(picture).orElseThrow().withoutTraces(picture);
        assertThat(text(plain)).doesNotContain(Photos.PLACE, "Location", "adobe", "ftyp");
        assertThat(FileKind.of(plain)).isEqualTo(FileKind.of(picture));
        assertThat(FileKind.of(plain).orElseThrow().withoutTraces(plain))
                .as("a second time changes nothing")
                .isEqualTo(plain);
    }

    @Test
    void whatOneSeesIsTheSame() {
        for (byte[] picture : new byte[][] {Photos.jpeg(), Photos.png()}) {
            BufferedImage before = Photos.seen(picture);
            BufferedImage after = Photos.seen(FileKind.of(picture).orElseThrow().withoutTraces(picture));
            assertThat(pixels(after)).isEqualTo(pixels(before));
        }
    }

    @Test
    void aPhotoThatWasTakenUprightStaysUpright() {
        String plain = text(PlainJpeg.of(Photos.jpeg()));
        assertThat(plain).contains("Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0");
    }

    @Test
    void aWebpNoLongerSaysThatItHoldsWhatWasTakenOut() {
        byte[] plain = PlainWebp.of(Photos.webp());
        assertThat(plain[20]).as("alpha only").isEqualTo((byte) 0x10);
        assertThat(plain[4] + 8).isEqualTo(plain.length);
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void aPictureThatEndsTooEarlyIsRefusedAndNothingElseIsThrown(byte[] picture) {
        FileKind kind = FileKind.of(picture).orElseThrow();
        for (int length = 13; length < picture.length; length += 7) {
            byte[] cut = Arrays.copyOf(picture, length);
            try {
                kind.withoutTraces(cut);
            } catch (BrokenFile broken) {
                assertThat(broken).isNotNull();
            }
        }
        assertThatThrownBy(() -> kind.withoutTraces(Arrays.copyOf(picture, 14))).isInstanceOf(BrokenFile.class);
    }

    @ParameterizedTest
    @CsvSource({"%PDF-1.7, PDF", "<html>, ", "GIF89a, ", "MZ, ", "'', "})
    void whatAFileIsCalledDoesNotSayWhatItIs(String begins, FileKind kind) {
        assertThat(FileKind.of(begins.getBytes(StandardCharsets.US_ASCII)).orElse(null))
                .isEqualTo(kind);
    }

    @Test
    void aNameEndsAsTheContentIs() {
        assertThat(FileKind.PDF.named("report.exe")).isEqualTo("report.exe.pdf");
        assertThat(FileKind.JPEG.named("IMG_1.JPEG")).isEqualTo("IMG_1.JPEG");
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
