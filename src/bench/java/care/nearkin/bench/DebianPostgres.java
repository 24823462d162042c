package care.nearkin.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Debian's PostgreSQL as somebody else would provide it, with its own settings, on a folder of its own. */
final class DebianPostgres implements AutoCloseable {

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path folder;
    private final int port;

    private DebianPostgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    static DebianPostgres start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        DebianPostgres postgres = new DebianPostgres(newest(), folder.toAbsolutePath(), freePort());
        postgres.run("initdb", "-D", postgres.cluster(), "-U", "nearkin", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        Files.writeString(
                Path.of(postgres.cluster(), "postgresql.conf"),
                "\nlisten_addresses='127.0.0.1'\nport=" + postgres.port + "\nunix_socket_directories=''\n",
                StandardOpenOption.APPEND);
        postgres.control("start", "-w", "-l", postgres.log());
        postgres.run("createdb", "-h", "127.0.0.1", "-p", "" + postgres.port, "-U", "nearkin", "nearkin");
        return postgres;
    }

    private static Path newest() throws IOException {
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.max(Comparator.comparing(path -> path.getFileName().toString()))
                    .orElseThrow()
                    .resolve("bin");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/nearkin";
    }

    /** As {@code systemctl restart} does. */
    void restart() throws IOException, InterruptedException {
        control("restart", "-w", "-m", "fast", "-l", log());
    }

    private void control(String what, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("pg_ctl", what, "-D", cluster()));
        command.addAll(List.of(options));
        run(command.toArray(String[]::new));
    }

    private String cluster() {
        return folder.resolve("cluster").toString();
    }

    private String log() {
        return folder.resolve("log").toString();
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        // PostgreSQL does not run as root; in a user namespace of its own it does not see that it is
        boolean root = System.getProperty("user.name").equals("root");
        List<String> command = new ArrayList<>(root ? List.of("unshare", "-U") : List.of());
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("out").toFile()))
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(program + " failed: " + Files.readString(folder.resolve("out")));
        }
    }

    private void run(String[] command) throws IOException, InterruptedException {
        run(command[0], java.util.Arrays.copyOfRange(command, 1, command.length));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        control("stop", "-m", "fast");
    }
}
