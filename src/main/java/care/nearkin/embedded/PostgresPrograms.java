package care.nearkin.embedded;

import care.nearkin.kernel.StartRefused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL's own programs, unpacked from the class path once into a folder of ours: not into the common temporary
 * folder, which is swept while the database runs and where others could put programs of theirs.
 */
class PostgresPrograms {

    private static final Logger log = LoggerFactory.getLogger(PostgresPrograms.class);

    private final Path home;
    private final List<String> before;

    private PostgresPrograms(Path home, List<String> before) {
        this.home = home;
        this.before = before;
    }

    static PostgresPrograms in(Path folder) throws IOException {
        URLConnection archive = archive().openConnection();
        archive.setUseCaches(false);
        try (InputStream packed = archive.getInputStream()) {
            // another release of the programs has another length
            Path home =
                    folder.resolve("postgres-" + archive.getContentLengthLong()).toAbsolutePath();
            if (!Files.isDirectory(home)) {
                unpack(packed, home);
            }
            return new PostgresPrograms(home, asRoot() ? withoutRoot() : List.of());
        }
    }

    private static URL archive() {
        String system =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch", "").equals("aarch64") ? "arm_64" : "x86_64";
        URL archive = PostgresPrograms.class.getResource("/postgres-" + system + "-" + machine + ".txz");
        if (archive == null) {
            throw new StartRefused(
                    "Nearkin brings no PostgreSQL for " + system + " on " + machine
                            + "; give it one with SPRING_DATASOURCE_URL.",
                    "没有适用于此系统的内置 PostgreSQL，请设置 SPRING_DATASOURCE_URL。");
        }
        return archive;
    }

    /** Into a folder beside it that is then renamed, so that there is never half of it. */
    private static void unpack(InputStream packed, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        Path half = Files.createTempDirectory(home.getParent(), "unpacking");
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, half);
            }
            if (!half.toFile().renameTo(home.toFile()) && !Files.isDirectory(home)) {
                throw new IOException("Could not rename " + half + " to " + home);
            }
        } finally {
            FileSystemUtils.deleteRecursively(half);
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path half) throws IOException {
        Path file = half.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            boolean program = entry.getName().contains("bin/") || (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static boolean asRoot() {
        return System.getProperty("os.name", "").startsWith("Linux")
                && new com.sun.security.auth.module.UnixSystem().getUid() == 0;
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is. */
    private static List<String> withoutRoot() {
        List<String> before = List.of("unshare", "-U");
        if (new PostgresPrograms(Path.of("/"), before).run(List.of("true")).failed()) {
            throw new StartRefused(
                    "The embedded PostgreSQL cannot run as root here (no user namespaces); start Nearkin as another"
                            + " user or set SPRING_DATASOURCE_URL.",
                    "内置 PostgreSQL 在此系统上不能以 root 运行，请换一个用户启动，或设置 SPRING_DATASOURCE_URL。");
        }
        return before;
    }

    /** Runs {@code bin/program} and tells what it said. */
    Result run(String program, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin").resolve(program).toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Result run(List<String> command) {
        List<String> whole = new ArrayList<>(before);
        whole.addAll(command);
        try {
            Process process =
                    new ProcessBuilder(whole).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int code = process.waitFor();
            log.debug("{} ended with {}: {}", command.get(0), code, said);
            return new Result(code, said);
        } catch (IOException e) {
            return new Result(-1, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(-1, "interrupted");
        }
    }

    record Result(int code, @Nullable String said) {
        boolean failed() {
            return code != 0;
        }
    }
}
