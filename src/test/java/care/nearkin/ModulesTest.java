package care.nearkin;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** Modules use only what they say they use, and no circle. */
class ModulesTest {

    private final ApplicationModules modules = ApplicationModules.of(Nearkin.class);

    @Test
    void useOnlyWhatTheySayTheyUse() {
        modules.verify();
    }

    @Test
    void areDrawn() {
        new Documenter(modules, Documenter.Options.defaults().withOutputFolder("target/docs/modules"))
                .writeModulesAsPlantUml()
                .writeModuleCanvases();
    }
}
