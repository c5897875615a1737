package io.letsrun.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules of the house.
 *
 * @param root the package that holds one package for each module, so that the fixtures can be a house of their own
 */
record Rules(String root) {

    private static final List<String> SERVICES = List.of("gateway", "signup", "profile", "events", "console");
    private static final List<String> LIBRARIES = List.of("contracts", "edge", "delivery");

    /** Where a thread of its own waits, or where something begins that no request and no record waits for. */
    private static final Set<String> WAITING_EDGES = Set.of(
            "gateway.publish.ProducerSupervisor",
            "events.cache.ReadThroughCache",
            "events.cache.SharedFetches",
            "console.sending.ReplaySenders",
            "console.traffic.TrafficSampler",
            "console.traffic.Brokers",
            "console.sending.Destinations",
            "console.sending.RetryTopics",
            "delivery.topics.TopicDeclarations",
            "delivery.topics.Retention",
            "edge.cache.AnswerInvalidation",
            "edge.cache.BatchLoader",
            "edge.redis.LoopConnection",
            "edge.redis.RedisAutoConfiguration");

    /** They write a rendered problem to the connection, or recognise one that a service behind has rendered. */
    private static final Set<String> BELOW_SPRING = Set.of(
            "edge.connection.FinalAnswer",
            "edge.http.HttpAutoConfiguration",
            "edge.http.RequestHeadHandler",
            "gateway.admission.RefusalResponses",
            "gateway.upstream.WholeReply");

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
                onlyNamedEdgesWaitOrSubscribe(),
                onlyEdgeRendersProblems(),
                onlyEdgeKnowsTheClientOfRedis(),
                librariesDoNotSeeServices(),
                contractsSeeNothingElse(),
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
                                                .matches()
                                        && !type.getPackageName().equals(root + ".local.service"); // of the stack
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
        Set<String> edges = Set.of(
                "delivery.listening.BatchListener", "console.index.IndexConfiguration", "load.benchmark.BareEndpoint");
        return noClasses()
                .that(describe("are no edge where a thread of its own waits", type -> !isOneOf(type, edges)))
                .should()
                .callMethodWhere(target(nameMatching("block(First|Last|Optional)?"))
                        .and(target(owner(nameMatching("reactor\\.core\\.publisher\\.(Mono|Flux)")))))
                .as("nothing waits for a Mono or Flux but named edges");
    }

    ArchRule onlyNamedEdgesWaitOrSubscribe() {
        return noClasses()
                .that(describe("are in a service or a library", type -> isIn(type, SERVICES) || isIn(type, LIBRARIES)))
                .and(describe("are no named edge", type -> !isOneOf(type, WAITING_EDGES)))
                .should()
                .callMethodWhere(describe("it waits or subscribes", Rules::waitsOrSubscribes))
                .as("only named edges sleep, join, get a future or subscribe");
    }

    private static boolean waitsOrSubscribes(JavaCall<?> call) {
        JavaClass owner = call.getTargetOwner();
        return switch (call.getName()) {
            case "sleep" -> owner.isEquivalentTo(Thread.class) || owner.isEquivalentTo(TimeUnit.class);
            case "join" -> owner.isAssignableTo(CompletableFuture.class) || owner.isEquivalentTo(Thread.class);
            case "get" -> owner.isAssignableTo(Future.class);
            case "subscribe" -> owner.getName().matches("reactor\\.core\\.publisher\\..*|org\\.reactivestreams\\..*");
            default -> false;
        };
    }

    ArchRule onlyEdgeRendersProblems() {
        return noClasses()
                .that(describe("are in a service or a library", type -> isIn(type, SERVICES) || isIn(type, LIBRARIES)))
                .and()
                .resideOutsideOfPackage(root + ".edge.problem..")
                .and(describe("answer no request that never reaches Spring", type -> !isOneOf(type, BELOW_SPRING)))
                .should(new ProblemFormat())
                .as("nothing but edge.problem has a problem format");
    }

    ArchRule onlyEdgeKnowsTheClientOfRedis() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".edge.redis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lettuce..", "io.github.bucket4j.redis..")
                .as("nothing but edge.redis knows the client of Redis");
    }

    ArchRule librariesDoNotSeeServices() {
        return noClasses()
                .that(describe("are in a library", type -> isIn(type, LIBRARIES)))
                .should()
                .dependOnClassesThat(describe("are in a service", type -> isIn(type, SERVICES)))
                .as("libraries do not see services");
    }

    ArchRule contractsSeeNothingElse() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".contracts..")
                .should()
                .dependOnClassesThat(describe("are another library", type -> isIn(type, List.of("edge", "delivery"))))
                .as("contracts see no other library");
    }

    private boolean isIn(JavaClass type, List<String> modules) {
        return modules.stream().anyMatch(module -> (type.getPackageName() + ".").startsWith(root + "." + module + "."));
    }

    /** Nested classes and lambdas belong to the class around them. */
    private boolean isOneOf(JavaClass type, Set<String> names) {
        String outermost = type.getName().split("\\$")[0];
        return outermost.startsWith(root + ".") && names.contains(outermost.substring(root.length() + 1));
    }

    ArchRule nothingIsInjectedIntoFields() {
        return noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value");
    }
}
