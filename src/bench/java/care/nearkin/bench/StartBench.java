package care.nearkin.bench;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** How long the program takes to start on a folder that exists, plain and as the README says is quickest, and what it then weighs. */
class StartBench {

    private static final int STARTS = 3;

    @Test
    void startsOnAnExistingFolder() throws Exception {
        Path data = Path.of("target/bench-data/start-" + System.nanoTime());
        String classes = data.resolve("classes.jsa").toAbsolutePath().toString();
        Program program = new Program(data);
        Bench.figure("start_new_folder", program.start("-XX:ArchiveClassesAtExit=" + classes), "s");
        program.close();
        starts("start_existing_folder", program);
        starts(
                "start_with_class_archive",
                program,
                "-XX:SharedArchiveFile=" + classes,
                "-XX:TieredStopAtLevel=1");
    }

    private static void starts(String name, Program program, String... options) throws Exception {
        double sum = 0;
        for (int i = 1; i <= STARTS; i++) {
            double seconds = program.start(options);
            sum += seconds;
            Bench.figure(name + "_" + i, seconds, "s");
            Bench.figure(name + "_resident_memory_" + i, program.residentMemory(), "MB");
            program.close();
        }
        Bench.figure(name + "_mean", sum / STARTS, "s");
    }
}
