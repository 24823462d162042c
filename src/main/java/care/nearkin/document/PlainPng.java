package care.nearkin.document;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A PNG with the chunks that make the picture and none that tell about it. */
final class PlainPng {

    private static final int HEAD = 8;
    private static final Set<String> PICTURE =
            Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs");

    private PlainPng() {}

    static byte[] of(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(content, 0, HEAD);
        try {
            ByteBuffer in = ByteBuffer.wrap(content).position(HEAD);
            String type = "";
            while (!type.equals("IEND")) {
                int start = in.position();
                int length = in.getInt();
                byte[] name = new byte[4];
                in.get(name);
                type = new String(name, StandardCharsets.US_ASCII);
                in.position(Math.addExact(Math.addExact(start, length), 12));
                if (length < 0) {
                    throw new BrokenFile("PNG");
                }
                if (PICTURE.contains(type)) {
                    out.write(content, start, in.position() - start);
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException early) {
            throw new BrokenFile("PNG");
        }
        return out.toByteArray();
    }
}
