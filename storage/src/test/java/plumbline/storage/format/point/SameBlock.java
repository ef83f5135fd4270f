package plumbline.storage.format.point;

import static org.assertj.core.api.Assertions.assertThat;

import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;

/** Compares blocks value by value, NaN equal to NaN, without an object per number. */
public final class SameBlock {
    private SameBlock() {}

    public static void assertSame(PointBlock got, PointBlock wanted) {
        assertThat(got.size()).isEqualTo(wanted.size());
        assertThat(got.exact().isPresent()).isEqualTo(wanted.exact().isPresent());
        for (int i = 0; i < wanted.size(); i++) {
            boolean same = Double.compare(got.px(i), wanted.px(i)) == 0
                    && Double.compare(got.py(i), wanted.py(i)) == 0
                    && Double.compare(got.pz(i), wanted.pz(i)) == 0;
            if (!same) {
                throw new AssertionError("point " + i + " is " + got.point(i) + ", not " + wanted.point(i));
            }
        }
        assertThat(got.columns()).extracting(Column::name)
                .containsExactlyElementsOf(wanted.columns().stream().map(Column::name).toList());
        for (int c = 0; c < wanted.columns().size(); c++) {
            assertSame(got.columns().get(c), wanted.columns().get(c));
        }
    }

    public static void assertSame(Column got, Column wanted) {
        assertThat(got.type()).as(wanted.name()).isEqualTo(wanted.type());
        assertThat(got.size()).isEqualTo(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            boolean same = got instanceof Column.Longs a && wanted instanceof Column.Longs b
                    ? a.values()[i] == b.values()[i]
                    : Double.compare(got.get(i), wanted.get(i)) == 0;
            if (!same) {
                throw new AssertionError(
                        wanted.name() + " of point " + i + " is " + got.get(i) + ", not " + wanted.get(i));
            }
        }
    }
}
