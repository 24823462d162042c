package care.nearkin;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Controller;

/** The house rules that a compiler does not know. */
@AnalyzeClasses(packages = "care.nearkin", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Set<String> CLOCKED = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalTime",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime",
            "java.time.Year");

    private static final DescribedPredicate<AccessTarget> THE_WALL_CLOCK = describe(
            "now() without a clock",
            called -> called.getName().equals("now")
                    && CLOCKED.contains(called.getOwner().getName())
                    && called instanceof AccessTarget.CodeUnitCallTarget code
                    && code.getRawParameterTypes().isEmpty());

    @ArchTest
    static final ArchRule onlyTheEngineKnowsCamunda = noClasses()
            .that()
            .resideOutsideOfPackage("care.nearkin.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..");

    @ArchTest
    static final ArchRule rowsAreNobodyElsesBusiness = noClasses()
            .that(annotatedWith(Entity.class).or(annotatedWith(Embeddable.class)))
            .should()
            .bePublic()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule storesAreNobodyElsesBusiness = noClasses()
            .that()
            .areAssignableTo(Repository.class)
            .should()
            .bePublic()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule pagesAndCallsAreNobodyElsesBusiness =
            noClasses().that().areMetaAnnotatedWith(Controller.class).should().bePublic();

    @ArchTest
    static final ArchRule pagesAndCallsAreNamedSo = classes()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .should()
            .haveSimpleNameEndingWith("Page")
            .orShould()
            .haveSimpleNameEndingWith("Api");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoAField =
            noFields().should().beAnnotatedWith(Autowired.class).orShould().beAnnotatedWith(Value.class);

    @ArchTest
    static final ArchRule oldDatesStayInTheEngine = noClasses()
            .that()
            .resideOutsideOfPackage("care.nearkin.engine..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Date.class, Calendar.class);

    @ArchTest
    static final ArchRule timeIsAskedOfTheClock = noClasses().should().callMethodWhere(target(THE_WALL_CLOCK));

    @ArchTest
    static final ArchRule logsAreConstants = fields().that()
            .haveRawType(org.slf4j.Logger.class)
            .should()
            .bePrivate()
            .andShould()
            .beStatic()
            .andShould()
            .beFinal()
            .allowEmptyShould(true);
}
