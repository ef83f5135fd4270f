package plumbline.qa.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.BoxIou;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import tools.jackson.databind.JsonNode;

/** Against numbers of mmdetection3d's own tests and of shapely. */
class BoxIouTruthTest {
    @Test
    void iouIsThatOfTheReference() throws IOException {
        JsonNode json = Truth.json("expected/box_iou_points_in_boxes.json").get("iou3d");
        // Any common turn of the frame leaves the overlap as it is; a tilted one takes the general path.
        Pose tilted = Pose.ofEuler(3, -2, 1, 0.3, -0.2, 0.9);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                Box a = box(json.get("boxes1").get(i));
                Box b = box(json.get("boxes2").get(j));
                double expected = json.get("shapely_iou").get(i).get(j).asDouble();
                assertThat(BoxIou.iou3d(a, b)).isCloseTo(expected, within(1e-9));
                assertThat(BoxIou.iou3d(b, a)).isCloseTo(expected, within(1e-9));
                assertThat(BoxIou.iou3d(a.in(tilted), b.in(tilted))).isCloseTo(expected, within(1e-9));
            }
        }
    }

    @Test
    void pointsInBoxesAreThoseOfTheReference() throws IOException {
        JsonNode json = Truth.json("expected/box_iou_points_in_boxes.json").get("points_in_boxes");
        for (int p = 0; p < 8; p++) {
            JsonNode point = json.get("points").get(p);
            PointBlock block = PointBlock.ofExact(
                    new double[] {point.get(0).asDouble()}, new double[] {point.get(1).asDouble()},
                    new double[] {point.get(2).asDouble()}, java.util.List.of());
            for (int b = 0; b < 4; b++) {
                assertThat(PointsInBox.count(block, box(json.get("boxes").get(b))))
                        .as("point %d in box %d", p, b)
                        .isEqualTo(json.get("expected").get(p).get(b).asInt());
            }
        }
    }

    @Test
    void countsOfRealSweepsAreThoseOfTheReference() throws IOException {
        JsonNode frames = Truth.json("expected/kitti_raw_0005.json").get("frames");
        for (int f = 0; f < 8; f++) {
            Truth.Scene scene = Truth.kitti().get(f);
            JsonNode boxes = frames.get(Integer.toString(f)).get("tracklet_boxes");
            for (int b = 0; b < boxes.size(); b++) {
                assertThat(PointsInBox.count(scene.points(), scene.boxes().get(b).box()))
                        .isEqualTo(boxes.get(b).get("points_inside").asInt());
            }
        }
    }

    private static Box box(JsonNode n) {
        double height = n.get(5).asDouble();
        Vec3 middle = new Vec3(n.get(0).asDouble(), n.get(1).asDouble(), n.get(2).asDouble() + height / 2);
        return Box.upright(middle, n.get(3).asDouble(), n.get(4).asDouble(), height, n.get(6).asDouble());
    }
}
