package care.nearkin.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What all benchmarks do: print a figure, do a thing by several threads. */
public final class Bench {

    private Bench() {}

    public interface Part {
        void run(int part) throws Exception;
    }

    public static void figure(String name, double value, String unit) {
        System.out.printf("BENCH %s %.2f %s%n", name, value, unit);
    }

    /** Seconds that the processors have worked for this JVM: says more than the clock where others use them too. */
    public static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    /** Runs {@code work} once in each of {@code threads} threads and waits for all; the first failure is thrown. */
    public static void together(int threads, Part work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Object>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int part = i;
                parts.add(() -> {
                    work.run(part);
                    return part;
                });
            }
            for (Future<Object> done : pool.invokeAll(parts)) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }
    }
}
