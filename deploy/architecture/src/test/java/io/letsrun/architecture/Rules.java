package io.letsrun.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules of the house.
 *
 * @param root the package that holds one package for each module, so that the fixtures can be a house of their own
 */
record Rules(String root) {

    private static final List<String> SERVICES = List.of("gateway", "signup", "profile", "events", "console");
    private static final Pattern LAYER_NAMES = Pattern.compile(".*(Impl|Utils?|Helpers?|Manager|Dto|DTO|Constants)$");
    private static final Pattern LAYER_PACKAGES =
            Pattern.compile(".*\\.(service|controller|repository|dto|utils?|mapper|payload|common)(\\..*)?$");

    Stream<ArchRule> all() {
        return Stream.of(
                featuresHaveNoCycles(),
                servicesDoNotSeeEachOther(),
                namesComeFromTheDomain(),
                packagesAreFeatures(),
                onlyDeliveryListensToKafka(),
                onlyListenersBlock(),
                nothingIsInjectedIntoFields());
    }

    ArchRule featuresHaveNoCycles() {
        return slices().matching(root + ".(*).(*)..").should().beFreeOfCycles();
    }

    ArchRule servicesDoNotSeeEachOther() {
        return slices().assignedFrom(new ServiceSlices(root, SERVICES))
                .should()
                .notDependOnEachOther()
                .as("services do not see each other's code");
    }

    ArchRule namesComeFromTheDomain() {
        return noClasses()
                .should()
                .haveNameMatching(LAYER_NAMES.pattern())
                .as("no class is named after a layer or after nothing: " + LAYER_NAMES);
    }

    ArchRule packagesAreFeatures() {
        return noClasses()
                .should()
                .resideInAPackage("..")
                .andShould(
                        new com.tngtech.archunit.lang.ArchCondition<JavaClass>("be in a package named after a layer") {
                            @Override
                            public void check(JavaClass type, com.tngtech.archunit.lang.ConditionEvents events) {
                                boolean layer = LAYER_PACKAGES
                                        .matcher(type.getPackageName())
                                        .matches();
                                events.add(new com.tngtech.archunit.lang.SimpleConditionEvent(
                                        type, layer, type.getName() + " is in a package named after a layer"));
                            }
                        });
    }

    ArchRule onlyDeliveryListensToKafka() {
        return noMembers()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(root + ".delivery..")
                .should()
                .beAnnotatedWith("org.springframework.kafka.annotation.KafkaListener");
    }

    ArchRule onlyListenersBlock() {
        Set<String> edges = Set.of(root + ".delivery.listening.BatchListener", root + ".console.index.DeadLetterListener");
        return noClasses()
                .that(describe("are no edge where a Kafka thread waits", type -> !edges.contains(type.getName())))
                .should()
                .callMethodWhere(target(nameMatching("block(First|Last|Optional)?"))
                        .and(target(owner(nameMatching("reactor\\.core\\.publisher\\.(Mono|Flux)")))))
                .as("nothing waits for a Mono or Flux but the listeners of batches");
    }

    ArchRule nothingIsInjectedIntoFields() {
        return noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value");
    }
}
