package plumbline.storage.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Time stamps of an authority that answers on a real socket. */
class TimeStampsTest {
    private static final byte[] NOTE = "a checkpoint".getBytes(StandardCharsets.UTF_8);

    @Test
    void aTokenHoldsForItsBytesAndItsAuthority() throws Exception {
        try (TimeAuthority tsa = TimeAuthority.start(); TimeAuthority other = TimeAuthority.start()) {
            byte[] token = TimeStamps.request(tsa.address(), NOTE, tsa.certificate());
            assertThat(TimeStamps.verify(token, NOTE, tsa.certificate()))
                    .isCloseTo(Instant.now(), within(10, ChronoUnit.MINUTES));
            assertThat(TimeStamps.verify(token, NOTE, tsa.issuer())).isNotNull();
            assertThatThrownBy(() -> TimeStamps.verify(token, "another".getBytes(StandardCharsets.UTF_8), tsa.certificate()))
                    .isInstanceOf(IOException.class).hasMessageContaining("other bytes");
            assertThatThrownBy(() -> TimeStamps.verify(token, NOTE, other.certificate()))
                    .isInstanceOf(IOException.class);
            for (int i = 40; i < token.length; i += 97) {
                byte[] spoilt = token.clone();
                spoilt[token.length - i] ^= 0x10;
                int at = token.length - i;
                if (at < 0) {
                    break;
                }
                assertThat(holds(spoilt, tsa)).as("byte " + at).isIn(false, tsa.outsideTheSignature(token, at));
            }
        }
    }

    private static boolean holds(byte[] token, TimeAuthority tsa) {
        try {
            TimeStamps.verify(token, NOTE, tsa.certificate());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void anAuthorityThatRefusesOrIsNotThereIsASentence() throws Exception {
        try (TimeAuthority tsa = TimeAuthority.start()) {
            URI wrong = tsa.address().resolve("/elsewhere");
            assertThatThrownBy(() -> TimeStamps.request(wrong, NOTE, tsa.certificate()))
                    .isInstanceOf(IOException.class).hasMessageContaining("404");
            tsa.refuse();
            assertThatThrownBy(() -> TimeStamps.request(tsa.address(), NOTE, tsa.certificate()))
                    .isInstanceOf(IOException.class).hasMessageContaining("refused");
        }
    }
}
