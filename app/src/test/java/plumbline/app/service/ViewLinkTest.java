package plumbline.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.Clip;

/** A link says exactly where somebody looked, and a damaged one says what is wrong in it. */
class ViewLinkTest {
    @Test
    void anyViewReadsBackTheSame() {
        Random r = new Random(3);
        for (int i = 0; i < 200; i++) {
            Camera camera = new Camera(any(r), any(r), new Vec3(0, 0, 1), 0.1 + r.nextDouble(), r.nextBoolean() ? 0 : 40 * r.nextDouble());
            Clip clip = r.nextBoolean() ? Clip.NONE
                    : new Clip(Optional.of(Box.upright(any(r), r.nextDouble(), 2, 3, r.nextDouble())), r.nextBoolean(), Optional.empty());
            ViewLink link = new ViewLink(
                    "0123abcd", r.nextInt(1000), "annotate", camera, clip,
                    r.nextBoolean() ? Optional.empty() : Optional.of(new LabelId("a b/c&d=" + i)),
                    Map.of("colour", "Höhe & 50 %", "sweeps", "2"));
            assertThat(ViewLink.parse(link.text())).isEqualTo(link);
            assertThat(link.text()).doesNotContain(" ");
        }
    }

    @Test
    void aDamagedLinkSaysWhatIsWrong() {
        String good = new ViewLink("0123", 4, "replay", Camera.DEFAULT, Clip.NONE, Optional.empty(), Map.of()).text();
        assertThat(ViewLink.parse("  " + good + "\n").frame()).isEqualTo(4);
        refused("http://somewhere", "begins with");
        refused(good.replace("frame=4", "frame=-1"), "\"-1\" for a frame");
        refused(good.replaceAll("&eye=[^&]*", ""), "lacks \"eye\"");
        refused(good.replaceAll("&eye=[^&]*", "&eye=1,2"), "3 numbers for eye");
        refused(good.replaceAll("&eye=[^&]*", "&eye=1,2,x"), "1,2,x");
        refused(good.replaceAll("&fov=[^&]*", "&fov=0"), "no camera has");
        refused(good + "&clip=0,0,0,1,1,1,0,0,0,0", "no rotation");
        refused(good + "&rubbish", "name=value");
        refused(good + "&look.colour=%zz", "damaged");
        refused(good.replaceAll("&at=([^&]*)", "&at=" + "-18.0,0.0,12.0"), "looks nowhere");
    }

    private static void refused(String text, String words) {
        assertThatThrownBy(() -> ViewLink.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(words);
    }

    private static Vec3 any(Random r) {
        return new Vec3(r.nextGaussian() * 30, r.nextGaussian() * 30, r.nextGaussian());
    }
}
