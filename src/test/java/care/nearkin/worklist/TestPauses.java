package care.nearkin.worklist;

import org.springframework.stereotype.Component;

/** Brings resting steps back whose time has come, when a test says so. */
@Component
public class TestPauses {

    private final PuttingOff puttingOff;

    TestPauses(PuttingOff puttingOff) {
        this.puttingOff = puttingOff;
    }

    public int wake() {
        return puttingOff.wake();
    }
}
