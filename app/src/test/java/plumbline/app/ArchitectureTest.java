package plumbline.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house keeps its walls: who may import whom, and where threads, windows, SQL and OpenGL may appear. */
class ArchitectureTest {
    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(place -> !place.contains("-tests.jar"))
                .importPackages("plumbline");
    }

    @Test
    void annotationKnowsOnlyTheJdkAndItsMathsLibrary() {
        noClasses()
                .that()
                .resideInAPackage("plumbline.annotation..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("plumbline.annotation..", "java..", "org.joml..")
                .because("everything talks about the model, so it must be usable everywhere")
                .check(classes);
    }

    @Test
    void storageViewerAndChecksDoNotKnowOneAnother() {
        String[][] rooms = {
            {"plumbline.storage..", "plumbline.viewer3d..", "plumbline.qa.."},
            {"plumbline.viewer3d..", "plumbline.storage..", "plumbline.qa.."},
            {"plumbline.qa..", "plumbline.storage..", "plumbline.viewer3d.."}
        };
        for (String[] r : rooms) {
            noClasses()
                    .that()
                    .resideInAPackage(r[0])
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(r[1], r[2], "plumbline.app..")
                    .because("rooms side by side are wired by the app alone")
                    .check(classes);
        }
    }

    @Test
    void onlyTheCommandLineKnowsTheServer() {
        noClasses()
                .that()
                .resideOutsideOfPackages("plumbline.storage.server..", "plumbline.app.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("plumbline.storage.server..")
                .because("a client must not carry a server")
                .check(classes);
    }

    @Test
    void windowsStayInTheWindowRooms() {
        noClasses()
                .that()
                .resideOutsideOfPackages("plumbline.viewer3d.fx..", "plumbline.viewer3d.tool..", "plumbline.app.ui..")
                .and()
                .doNotHaveFullyQualifiedName("plumbline.app.Tasks")
                .and(nestedOf("plumbline.app.Tasks"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..")
                .because("the command line starts without JavaFX")
                .check(classes);
    }

    @Test
    void sqlStaysInTheStore() {
        noClasses()
                .that()
                .resideOutsideOfPackages("plumbline.storage.project..", "plumbline.storage.audit..", "plumbline.storage.format..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.sqlite..")
                .because("one writer thread owns the database; recordings kept in SQLite are read by their format")
                .check(classes);
    }

    @Test
    void openGlStaysInItsRenderer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("plumbline.viewer3d.render.gl..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.lwjgl..")
                .because("everything else must work on a machine without OpenGL")
                .check(classes);
    }

    @Test
    void onlyTasksAndTheViewTalkToTheWindowThread() {
        noClasses()
                .that()
                .resideOutsideOfPackages("plumbline.viewer3d.fx..")
                .and()
                .doNotHaveFullyQualifiedName("plumbline.app.Tasks")
                .and(nestedOf("plumbline.app.Tasks"))
                .should()
                .callMethod("javafx.application.Platform", "runLater", "java.lang.Runnable")
                .because("results reach the window in one place")
                .check(classes);
    }

    @Test
    void threadsAreMadeInFewPlaces() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "plumbline.viewer3d.fx..", "plumbline.viewer3d.render..", "plumbline.viewer3d.lod..",
                        "plumbline.storage.project..", "plumbline.storage.server..", "plumbline.storage.sync..",
                        "plumbline.storage.tile..", "plumbline.app.cli..")
                .and()
                .doNotHaveFullyQualifiedName("plumbline.app.Tasks")
                .and(nestedOf("plumbline.app.Tasks"))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.Executors")
                .orShould()
                .callConstructor(Thread.class, Runnable.class)
                .because("a thread that nobody owns is never stopped")
                .check(classes);
    }

    @Test
    void noRoomRunsInACircle() {
        slices().matching("plumbline.annotation.(*)..").should().beFreeOfCycles().check(
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .withImportOption(place -> !place.contains("-tests.jar"))
                        .importPackages("plumbline.annotation.geometry", "plumbline.annotation.edit", "plumbline.annotation.review"));
    }

    private static com.tngtech.archunit.base.DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass> nestedOf(String name) {
        return com.tngtech.archunit.base.DescribedPredicate.describe(
                "are not nested in " + name, c -> !c.getName().startsWith(name + "$"));
    }
}
