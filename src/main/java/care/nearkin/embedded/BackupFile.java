package care.nearkin.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The archive of a backup. Files may vanish, grow and shrink while they are read: PostgreSQL's log mends that. */
class BackupFile implements AutoCloseable {

    private final TarArchiveOutputStream tar;
    private final Path root;

    BackupFile(OutputStream out, Path root) throws IOException {
        this.tar = new TarArchiveOutputStream(new GZIPOutputStream(out, 1 << 16), "UTF-8");
        this.root = root;
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    /** Everything under {@code folder}; {@code kept} is asked about the names directly in it. */
    void addAll(Path folder, Predicate<String> kept) throws IOException {
        List<Path> children;
        try (Stream<Path> listed = Files.list(folder)) {
            children = listed.sorted().toList();
        } catch (NoSuchFileException gone) {
            return;
        }
        for (Path child : children) {
            if (kept.test(child.getFileName().toString())) {
                add(child);
                if (Files.isDirectory(child)) {
                    addAll(child, name -> true);
                }
            }
        }
    }

    /** One file, or a folder without what is in it. */
    void add(Path path) throws IOException {
        String name = root.relativize(path).toString();
        if (Files.isDirectory(path)) {
            tar.putArchiveEntry(new TarArchiveEntry(name + "/"));
            tar.closeArchiveEntry();
            return;
        }
        try (InputStream in = Files.newInputStream(path)) {
            long size = Files.size(path);
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(size);
            tar.putArchiveEntry(entry);
            copy(in, size);
            tar.closeArchiveEntry();
        } catch (NoSuchFileException gone) {
            // a table that was dropped meanwhile
        }
    }

    void add(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private void copy(InputStream in, long size) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = size;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            int written = read < 0 ? (int) Math.min(left, buffer.length) : read;
            tar.write(read < 0 ? new byte[written] : buffer, 0, written);
            left -= written;
        }
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
