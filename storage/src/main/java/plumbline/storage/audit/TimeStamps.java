package plumbline.storage.audit;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Store;
import plumbline.storage.format.FormatException;

/**
 * Time stamps of RFC 3161: asks an authority over HTTP to put its time and signature to the SHA-256 of some bytes, and
 * checks such a token against a certificate that is trusted: the authority's own, or the one that issued it.
 */
public final class TimeStamps {
    private static final int MOST_BYTES = 1 << 20;

    private TimeStamps() {}

    /** The token, DER. It is checked before it is returned; {@link IOException} where it is refused or not reached. */
    public static byte[] request(URI authority, byte[] content, X509CertificateHolder trusted) throws IOException {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        byte[] digest = sha256(content);
        TimeStampRequest request =
                generator.generate(NISTObjectIdentifiers.id_sha256, digest, new BigInteger(64, new SecureRandom()));
        byte[] answer = post(authority, request.getEncoded());
        try {
            TimeStampResponse response = new TimeStampResponse(answer);
            response.validate(request);
            TimeStampToken token = response.getTimeStampToken();
            if (token == null) {
                throw new IOException("The time-stamping authority " + authority + " refused: status "
                        + response.getStatus() + (response.getStatusString() == null ? "" : ", " + response.getStatusString())
                        + ".");
            }
            byte[] encoded = token.getEncoded();
            verify(encoded, content, trusted);
            return encoded;
        } catch (TSPException e) {
            throw new IOException("The answer of the time-stamping authority " + authority + " does not hold: "
                    + e.getMessage() + ". Nothing was kept.", e);
        }
    }

    private static byte[] post(URI authority, byte[] body) throws IOException {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            HttpRequest request = HttpRequest.newBuilder(authority)
                    .timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/timestamp-query")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] bytes = in.readNBytes(MOST_BYTES);
                if (response.statusCode() != 200) {
                    throw new IOException("The time-stamping authority " + authority + " answered "
                            + response.statusCode() + ". Check the address.");
                }
                return bytes;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped while waiting for the time-stamping authority; nothing was kept.", e);
        }
    }

    /** The time that the token vouches for; {@link IOException} says why it does not hold for these bytes. */
    public static Instant verify(byte[] encoded, byte[] content, X509CertificateHolder trusted) throws IOException {
        try {
            TimeStampToken token = new TimeStampToken(new CMSSignedData(encoded));
            boolean sha256 = token.getTimeStampInfo().getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256);
            if (!sha256 || !MessageDigest.isEqual(sha256(content), token.getTimeStampInfo().getMessageImprintDigest())) {
                throw new IOException("The time stamp is of other bytes.");
            }
            Instant at = token.getTimeStampInfo().getGenTime().toInstant();
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer(token, trusted)));
            return at;
        } catch (CMSException | TSPException | OperatorCreationException | CertificateException | IllegalArgumentException e) {
            throw new IOException("The time stamp does not hold: " + e.getMessage(), e);
        }
    }

    /** The certificate that signed, which is the trusted one or was issued by it. */
    private static X509CertificateHolder signer(TimeStampToken token, X509CertificateHolder trusted)
            throws IOException, OperatorCreationException, CertificateException {
        if (token.getSID().match(trusted)) {
            return trusted;
        }
        Store<X509CertificateHolder> sent = token.getCertificates();
        Collection<X509CertificateHolder> signers = sent.getMatches(token.getSID());
        ContentVerifierProvider issuer = new JcaContentVerifierProviderBuilder().build(trusted);
        for (X509CertificateHolder c : signers) {
            try {
                if (c.getIssuer().equals(trusted.getSubject()) && c.isSignatureValid(issuer)) {
                    return c;
                }
            } catch (CertException e) {
                throw new IOException("The certificate in the time stamp cannot be checked: " + e.getMessage(), e);
            }
        }
        throw new IOException("The time stamp was signed by a certificate that is neither the one given nor issued by it.");
    }

    /** PEM or DER. */
    public static X509CertificateHolder certificate(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new FormatException(file.toString(), "", "larger than any certificate");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new JcaX509CertificateHolder((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in));
        } catch (CertificateException e) {
            throw new FormatException(file.toString(), "", "no X.509 certificate: " + e.getMessage(), e);
        }
    }

    private static byte[] sha256(byte[] content) {
        return Merkle.digest().digest(content);
    }
}
