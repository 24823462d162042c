package care.nearkin.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** How long the program takes to start on a folder that exists, by its script and as a plain jar, and what it then weighs. */
class StartBench {

    private static final int STARTS = 3;

    /** A way to start; answers the seconds until it is well. */
    private interface Start {
        double now() throws IOException;
    }

    @Test
    void startsOnAnExistingFolder() throws Exception {
        Program program = new Program(Path.of("target/bench-data/start-" + System.nanoTime()));
        Bench.figure("start_new_folder", program.startByScript(), "s");
        program.close();
        starts("start_existing_folder", program, program::startByScript);
        starts("start_existing_folder_plain_jar", program, program::start);
    }

    private static void starts(String name, Program program, Start start) throws Exception {
        double sum = 0;
        for (int i = 1; i <= STARTS; i++) {
            double seconds = start.now();
            sum += seconds;
            Bench.figure(name + "_" + i, seconds, "s");
            Bench.figure(name + "_resident_memory_" + i, program.residentMemory(), "MB");
            program.close();
        }
        Bench.figure(name + "_mean", sum / STARTS, "s");
    }
}
