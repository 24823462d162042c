package care.nearkin.embedded;

import care.nearkin.kernel.StartRefused;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * {@code --backup=<file>} and {@code --restore=<file>} of the program itself, because the PostgreSQL that it brings has
 * no client programs. A backup holds the whole data folder with the keys; it may be taken while Nearkin runs.
 */
public final class Backup {

    private static final Set<String> NOT_KEPT = Set.of("programs", "log", "nearkin.lock", "postgres", "postgres.new");

    private final Path folder;

    private Backup(Path folder) {
        this.folder = folder;
    }

    /** Does what the arguments ask for, if they ask for one of the two; the exit code is given then. */
    public static Optional<Integer> asked(String[] arguments) {
        return argument(arguments, "--backup=")
                .map(file -> run(arguments, backup -> backup.save(file)))
                .or(() ->
                        argument(arguments, "--restore=").map(file -> run(arguments, backup -> backup.restore(file))));
    }

    private static int run(String[] arguments, Work work) {
        Path folder = argument(arguments, "--nearkin.data.dir=")
                .or(() -> Optional.ofNullable(System.getenv("NEARKIN_DATA_DIR")).map(Path::of))
                .orElse(Path.of("data"));
        try {
            System.out.println(work.on(new Backup(folder.toAbsolutePath().normalize())));
            return 0;
        } catch (StartRefused refused) {
            System.err.println(refused.getMessage());
        } catch (IOException | SQLException e) {
            System.err.println("Failed / 失败: " + e);
        }
        return 1;
    }

    private static Optional<Path> argument(String[] arguments, String name) {
        return List.of(arguments).stream()
                .filter(argument -> argument.startsWith(name))
                .map(argument -> Path.of(argument.substring(name.length())))
                .findFirst();
    }

    private String save(Path file) throws IOException, SQLException {
        if (!Files.isDirectory(folder)) {
            throw new StartRefused("There is no data folder " + folder + ".", "没有数据目录 " + folder + "。");
        }
        Path half = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(half);
        Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(half));
                BackupFile archive = new BackupFile(out, folder);
                Hold hold = Hold.tryOn(folder)) {
            saveDatabase(archive);
            // the journal of a broker at work is no whole thing; what it still holds is delivered within seconds
            archive.addAll(folder, name -> !NOT_KEPT.contains(name) && !(name.equals("broker") && !hold.held()));
        }
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return "Saved / 已备份: " + file;
    }

    private void saveDatabase(BackupFile archive) throws IOException, SQLException {
        Path cluster = folder.resolve("postgres");
        if (Files.isDirectory(cluster)) {
            Optional<LivePostgres> live = LivePostgres.at(cluster);
            if (live.isPresent()) {
                live.get().save(archive);
            } else {
                archive.add(cluster);
                archive.addAll(cluster, name -> !name.startsWith("postmaster."));
            }
        }
    }

    private String restore(Path file) throws IOException {
        try (FolderLock lock = FolderLock.take(folder)) {
            if (Files.exists(folder.resolve("postgres"))) {
                throw new StartRefused(
                        "The data folder " + folder + " already holds a database; move it away, or set NEARKIN_DATA_DIR"
                                + " to a new one.",
                        "数据目录 " + folder + " 中已有数据库，请先移走，或用 NEARKIN_DATA_DIR 另设目录。");
            }
            try (TarArchiveInputStream archive = new TarArchiveInputStream(
                    new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file))))) {
                for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                    restore(archive, entry);
                }
            }
        }
        return "Restored / 已恢复: " + folder;
    }

    private void restore(TarArchiveInputStream archive, TarArchiveEntry entry) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("Not a backup of Nearkin: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            Files.copy(archive, target, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(entry.isDirectory() ? "rwx------" : "rw-------"));
    }

    private interface Work {
        String on(Backup backup) throws IOException, SQLException;
    }

    /** The folder's lock if nobody has it: then the broker is at rest too. */
    private record Hold(Optional<FolderLock> lock) implements AutoCloseable {

        static Hold tryOn(Path folder) {
            try {
                return new Hold(Optional.of(FolderLock.take(folder)));
            } catch (StartRefused running) {
                return new Hold(Optional.empty());
            }
        }

        boolean held() {
            return lock.isPresent();
        }

        @Override
        public void close() throws IOException {
            if (lock.isPresent()) {
                lock.get().close();
            }
        }
    }
}
