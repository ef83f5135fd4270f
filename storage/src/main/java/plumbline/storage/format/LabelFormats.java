package plumbline.storage.format;

import java.util.List;
import plumbline.storage.format.dataset.KittiLabel2;
import plumbline.storage.format.dataset.KittiTracking;
import plumbline.storage.format.label.LabelCloud;
import plumbline.storage.format.label.OpenLabel;
import plumbline.storage.format.label.SustechLabels;

/** All label formats. */
public final class LabelFormats {
    public static final List<LabelFormat> ALL = List.of(
            new OpenLabel(),
            new KittiLabel2(),
            new KittiTracking(),
            new SustechLabels(),
            new LabelCloud());

    private LabelFormats() {}
}
