package care.nearkin.document;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A JPEG with the picture and nothing else: no place, time, camera, thumbnail, comment, nor what stands behind its end. Of
 * what the camera wrote only which side is up is kept; the picture itself is not touched.
 */
final class PlainJpeg {

    private static final int EXIF = 0xe1;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int ORIENTATION = 0x0112;
    private static final int JFIF_WITHOUT_THUMBNAIL = 16;

    private final ByteBuffer in;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private PlainJpeg(byte[] content) {
        this.in = ByteBuffer.wrap(content);
    }

    static byte[] of(byte[] content) {
        try {
            return new PlainJpeg(content).plain();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException early) {
            throw new BrokenFile("JPEG");
        }
    }

    private byte[] plain() {
        in.position(2);
        out.write(0xff);
        out.write(0xd8);
        boolean scanned = false;
        for (int marker = marker(); marker != END; marker = marker()) {
            int start = in.position();
            int length = in.getShort(start) & 0xffff;
            byte[] segment = new byte[length];
            in.get(segment);
            if (marker == EXIF) {
                keepUpright(segment);
            } else if (isPicture(marker, segment)) {
                write(marker, segment);
            }
            if (marker == SCAN) {
                scanned = true;
                copyScan();
            }
        }
        if (!scanned) {
            throw new BrokenFile("JPEG");
        }
        out.write(0xff);
        out.write(END);
        return out.toByteArray();
    }

    private int marker() {
        if ((in.get() & 0xff) != 0xff) {
            throw new BrokenFile("JPEG");
        }
        int marker = in.get() & 0xff;
        while (marker == 0xff) {
            marker = in.get() & 0xff;
        }
        return marker;
    }

    /** Tables, frames and scans; of an application's segments those without which colours would be wrong. */
    private static boolean isPicture(int marker, byte[] segment) {
        return switch (marker) {
            case 0xe0 -> segment.length == JFIF_WITHOUT_THUMBNAIL && holds(segment, "JFIF\0");
            case 0xe2 -> holds(segment, "ICC_PROFILE\0");
            case 0xee -> holds(segment, "Adobe");
            default -> marker >= 0xc0 && marker < 0xe0;
        };
    }

    private void write(int marker, byte[] segment) {
        out.write(0xff);
        out.write(marker);
        out.writeBytes(segment);
    }

    /** Up to the next marker that is neither a stuffed byte nor a restart. */
    private void copyScan() {
        while (true) {
            int here = in.get() & 0xff;
            if (here == 0xff) {
                int next = in.get(in.position()) & 0xff;
                if (next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                    in.position(in.position() - 1);
                    return;
                }
            }
            out.write(here);
        }
    }

    private void keepUpright(byte[] segment) {
        int orientation = orientation(segment);
        if (orientation > 1 && orientation <= 8) {
            ByteBuffer upright = ByteBuffer.allocate(34);
            upright.putShort((short) 34).put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII));
            upright.putInt(8).putShort((short) 1);
            upright.putShort((short) ORIENTATION).putShort((short) 3).putInt(1);
            upright.putShort((short) orientation).putShort((short) 0).putInt(0);
            write(EXIF, upright.array());
        }
    }

    /** 0 where none is said or it cannot be read: then the picture lies as it lies. */
    private static int orientation(byte[] segment) {
        if (!holds(segment, "Exif\0\0") || segment.length < 18) {
            return 0;
        }
        try {
            ByteBuffer tiff = ByteBuffer.wrap(segment, 8, segment.length - 8).slice();
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int at = tiff.getInt(4);
            int entries = tiff.getShort(at) & 0xffff;
            for (int entry = at + 2; entries > 0; entries--, entry += 12) {
                if ((tiff.getShort(entry) & 0xffff) == ORIENTATION) {
                    return tiff.getShort(entry + 8) & 0xffff;
                }
            }
        } catch (IndexOutOfBoundsException unreadable) {
            return 0;
        }
        return 0;
    }

    /** Behind its two bytes of length. */
    private static boolean holds(byte[] segment, String begins) {
        byte[] wanted = begins.getBytes(StandardCharsets.US_ASCII);
        return segment.length >= wanted.length + 2
                && java.util.Arrays.equals(segment, 2, 2 + wanted.length, wanted, 0, wanted.length);
    }
}
