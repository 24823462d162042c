package care.nearkin.document;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A WebP with the chunks that make the picture and none that tell about it. */
final class PlainWebp {

    private static final int HEAD = 12;
    private static final int WITH_EXIF_OR_XMP = 0x0c;
    private static final Set<String> PICTURE = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP");

    private PlainWebp() {}

    static byte[] of(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(content, 0, HEAD);
        try {
            ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
            int end = Math.min(content.length, Math.addExact(in.getInt(4), 8));
            in.position(HEAD);
            while (in.position() + 8 <= end) {
                int start = in.position();
                byte[] name = new byte[4];
                in.get(name);
                int length = in.getInt();
                if (length < 0) {
                    throw new BrokenFile("WebP");
                }
                int behind = Math.addExact(in.position(), length);
                in.position(behind);
                String type = new String(name, StandardCharsets.US_ASCII);
                if (PICTURE.contains(type)) {
                    byte[] chunk = java.util.Arrays.copyOfRange(content, start, behind);
                    if (type.equals("VP8X") && chunk.length > 8) {
                        chunk[8] &= (byte) ~WITH_EXIF_OR_XMP;
                    }
                    out.writeBytes(chunk);
                    if (length % 2 == 1) {
                        out.write(0);
                    }
                }
                in.position(Math.min(end, behind + length % 2));
            }
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException early) {
            throw new BrokenFile("WebP");
        }
        byte[] plain = out.toByteArray();
        if (plain.length == HEAD) {
            throw new BrokenFile("WebP");
        }
        ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).putInt(4, plain.length - 8);
        return plain;
    }
}
