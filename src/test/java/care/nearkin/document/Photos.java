package care.nearkin.document;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures as a telephone makes them: with where they were taken, and more than one sees. */
public final class Photos {

    /** What must not be left of a picture, wherever it stood. */
    public static final String PLACE = "N31.2304 E121.4737";

    private Photos() {}

    /** Held upright: side {@code 6} is up. */
    public static byte[] jpeg() {
        byte[] plain = picture("jpg");
        byte[] place = PLACE.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer tiff = ByteBuffer.allocate(64);
        tiff.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 2);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 6)
                .putShort((short) 0);
        tiff.putShort((short) 0x8825)
                .putShort((short) 4)
                .putInt(1)
                .putInt(38)
                .putInt(0)
                .put(place);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        segment(out, 0xe1, joined("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tiff.array()));
        segment(out, 0xe1, ("http://ns.adobe.com/xap/1.0/\0<x>" + PLACE).getBytes(StandardCharsets.US_ASCII));
        segment(out, 0xed, ("Photoshop 3.0\0" + PLACE).getBytes(StandardCharsets.US_ASCII));
        segment(out, 0xfe, PLACE.getBytes(StandardCharsets.US_ASCII));
        out.write(plain, 2, plain.length - 2);
        out.writeBytes(("ftypmp42 a moving picture of " + PLACE).getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    static byte[] png() {
        byte[] plain = picture("png");
        int afterHead = 8 + 25;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, afterHead);
        chunk(out, "tEXt", "Location\0" + PLACE);
        chunk(out, "eXIf", "MM\0*" + PLACE);
        out.write(plain, afterHead, plain.length - afterHead);
        out.writeBytes(PLACE.getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /** Not a picture that could be shown: the container alone, which is what is read. */
    static byte[] webp() {
        byte[] place = (PLACE + "!").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out =
                ByteBuffer.allocate(12 + 18 + 12 + 8 + place.length + 1).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(out.capacity() - 8);
        out.put("WEBP".getBytes(StandardCharsets.US_ASCII));
        out.put("VP8X".getBytes(StandardCharsets.US_ASCII))
                .putInt(10)
                .put((byte) 0x1c)
                .put(new byte[9]);
        out.put("VP8L".getBytes(StandardCharsets.US_ASCII)).putInt(3).put(new byte[] {1, 2, 3, 0});
        out.put("EXIF".getBytes(StandardCharsets.US_ASCII)).putInt(place.length).put(place);
        return java.util.Arrays.copyOf(out.array(), out.position() + 1);
    }

    static BufferedImage seen(byte[] content) {
        try {
            return java.util.Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(content)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] picture(String format) {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 64; x++) {
            image.setRGB(x, x % 48, Color.ORANGE.getRGB());
        }
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void segment(ByteArrayOutputStream out, int marker, byte[] content) {
        out.write(0xff);
        out.write(marker);
        out.write((content.length + 2) >> 8);
        out.write(content.length + 2);
        out.writeBytes(content);
    }

    private static void chunk(ByteArrayOutputStream out, String type, String text) {
        byte[] named = (type + text).getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(named);
        out.writeBytes(ByteBuffer.allocate(named.length + 8)
                .putInt(named.length - 4)
                .put(named)
                .putInt((int) sum.getValue())
                .array());
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }
}
