package care.nearkin.bench;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** How long the program takes to start on a folder that exists, and what it then weighs. */
class StartBench {

    private static final int STARTS = 3;

    @Test
    void startsOnAnExistingFolder() throws Exception {
        Program program = new Program(Path.of("target/bench-data/start-" + System.nanoTime()));
        Bench.figure("start_new_folder", program.start(), "s");
        program.close();
        double sum = 0;
        for (int i = 1; i <= STARTS; i++) {
            double seconds = program.start();
            sum += seconds;
            Bench.figure("start_existing_folder_" + i, seconds, "s");
            Bench.figure("start_resident_memory_" + i, program.residentMemory(), "MB");
            program.close();
        }
        Bench.figure("start_existing_folder_mean", sum / STARTS, "s");
    }
}
