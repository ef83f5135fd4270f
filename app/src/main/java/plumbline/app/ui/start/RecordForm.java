package plumbline.app.ui.start;

import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.Governance;

/** Under which rules a capture is kept: on record from its first minute, with every read and export. */
final class RecordForm extends VBox {
    private final TextField purpose = new TextField();
    private final TextField site = new TextField();
    private final TextField owner = new TextField();
    private final TextField region = new TextField();
    private final TextField retention = new TextField();

    RecordForm(String usualPurpose) {
        super(8);
        Governance usual = Governance.DEFAULT;
        purpose.setText(usualPurpose);
        site.setText(usual.site());
        owner.setText(usual.owner());
        region.setText(usual.region());
        retention.setText(usual.retention());
        getChildren().addAll(
                Parts.label("On record for this capture from its first minute, with every read and export.", "fg1"),
                FormRow.of("Purpose", purpose), FormRow.of("Site", site), FormRow.of("Owner", owner),
                FormRow.of("Region", region), FormRow.of("Kept", retention));
    }

    Governance governance() {
        return new Governance(
                words(purpose), Governance.DEFAULT.classification(), words(region), words(owner), words(site),
                words(retention));
    }

    private static String words(TextField f) {
        return f.getText().isBlank() ? "unspecified" : f.getText().strip();
    }
}
