package plumbline.storage.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every payload comes back as it was, whatever stands in it; spoilt bytes give some other text and no failure. */
class AuditPayloadTest {
    private static String edit(Random r) {
        String id = new UUID(r.nextLong(), r.nextLong()).toString();
        String numbers = r.nextGaussian() * 30 + "," + r.nextGaussian() + "," + -r.nextDouble() / 1e7 + ",0.0,-0.0,1.0E-9,12345678.9";
        return "{\"changes\":[{\"after\":{\"centre\":[" + numbers + "],\"id\":\"" + id + "\",\"yaw\":" + r.nextDouble()
                + "},\"before\":{\"centre\":[" + numbers + "],\"id\":\"" + id + "\"},\"id\":\"" + id + "\"}],\"what\":\"Turn\"}";
    }

    private static Object roundTrip(String payload) {
        Object column = AuditPayload.pack(payload);
        assertThat(AuditPayload.unpack(column)).isEqualTo(payload);
        assertThat(AuditPayload.unpack(AuditPayload.packAsBefore(payload))).isEqualTo(payload);
        return column;
    }

    @Test
    void editsComeBackAndTakeLess() {
        Random r = new Random(1);
        for (int i = 0; i < 300; i++) {
            String payload = edit(r);
            byte[] column = (byte[]) roundTrip(payload);
            assertThat(AuditPayload.valuesApart(column)).isTrue();
            assertThat(column.length).isLessThan(((byte[]) AuditPayload.packAsBefore(payload)).length);
        }
    }

    @Test
    void numbersThatWouldNotComeBackStayText() {
        String filler = "\"filler that makes it long enough to be packed at all, some ninety characters or more of it\":0";
        for (String odd : new String[] {
            "1.0000000000000000000001", "0.10000000000000000", "1234567890.5e3", "12345678901234567890", "1.2345678901E+5",
            "-", "1.2.3456789012", "00001.2345678901", "1.23456789012E", "123456789.E5"
        }) {
            roundTrip("{\"a\":[" + odd + "," + Math.PI + "]," + filler + "}");
        }
        for (String id : new String[] {"0123456789ABCDEF0123456789ABCDEF0123", "01234567-89ab-cdef-0123-456789abcdeg",
            "01234567-89AB-cdef-0123-456789abcdef", "01234567-89ab-cdef-0123-456789abcdef"}) {
            roundTrip("{\"id\":\"" + id + "\",\"again\":\"" + id + "\"," + filler + "}");
        }
    }

    @Test
    void textsWithControlCharactersAndOddEndsComeBack() {
        Random r = new Random(2);
        String alphabet = "\u0001\u0002\u0003\u0004\n [],:\"0123456789.-Eabc\u00e4\ud83d\ude97";
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder(r.nextBoolean() ? edit(r) : "");
            int to = r.nextInt(200);
            while (text.length() < to) {
                text.insert(r.nextInt(text.length() + 1), alphabet.charAt(r.nextInt(alphabet.length())));
            }
            roundTrip(text.toString());
        }
    }

    @Test
    void manyValuesReachBackNoFurtherThanTheWindow() {
        Random r = new Random(3);
        StringBuilder text = new StringBuilder("[0");
        double[] values = r.doubles(90).toArray();
        for (int i = 0; i < 5000; i++) {
            text.append(',').append(values[r.nextInt(values.length)]);
        }
        roundTrip(text.append(']').toString());
    }

    @Test
    void spoiltBytesAreNotThatPayload() {
        Random r = new Random(4);
        String payload = edit(r);
        byte[] column = (byte[]) AuditPayload.pack(payload);
        for (int i = 0; i < column.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] spoilt = column.clone();
                spoilt[i] ^= (byte) (1 << bit);
                // A spoilt length of the deflated part may still give the text; a spoilt value never does.
                assertThat(AuditPayload.unpack(spoilt)).isNotNull();
            }
        }
        for (int n = 0; n < column.length; n++) {
            assertThat(AuditPayload.unpack(java.util.Arrays.copyOf(column, n))).isNotEqualTo(payload);
        }
    }
}
