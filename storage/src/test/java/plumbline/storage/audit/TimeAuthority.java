package plumbline.storage.audit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time-stamping authority of RFC 3161 on this computer, with a certificate that an issuer of its own made. */
public final class TimeAuthority implements AutoCloseable {
    private final HttpServer http;
    private final X509CertificateHolder certificate;
    private final X509CertificateHolder issuer;
    private final TimeStampTokenGenerator tokens;
    private boolean refuses;
    private long serial;

    private TimeAuthority(
            HttpServer http, X509CertificateHolder certificate, X509CertificateHolder issuer, TimeStampTokenGenerator tokens) {
        this.http = http;
        this.certificate = certificate;
        this.issuer = issuer;
        this.tokens = tokens;
    }

    public static TimeAuthority start() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        KeyPair root = keys.generateKeyPair();
        KeyPair own = keys.generateKeyPair();
        X500Name rootName = new X500Name("CN=Test issuer");
        Date from = Date.from(Instant.now().minus(Duration.ofDays(1)));
        Date to = Date.from(Instant.now().plus(Duration.ofDays(30)));
        X509CertificateHolder issuer = new JcaX509v3CertificateBuilder(
                        rootName, BigInteger.ONE, from, to, rootName, root.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(root.getPrivate()));
        X509CertificateHolder certificate = new JcaX509v3CertificateBuilder(
                        rootName, BigInteger.TWO, from, to, new X500Name("CN=Test authority"), own.getPublic())
                .addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(root.getPrivate()));
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withECDSA", own.getPrivate(), certificate),
                new JcaDigestCalculatorProviderBuilder().build().get(
                        new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                                org.bouncycastle.asn1.oiw.OIWObjectIdentifiers.idSHA1)),
                new ASN1ObjectIdentifier("1.2.3.4.5"));
        tokens.addCertificates(new JcaCertStore(List.of(new JcaX509CertificateConverter().getCertificate(certificate))));
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TimeAuthority out = new TimeAuthority(http, certificate, issuer, tokens);
        http.createContext("/tsa", exchange -> {
            byte[] answer = out.answer(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        http.start();
        return out;
    }

    private byte[] answer(byte[] request) throws IOException {
        try {
            TimeStampResponseGenerator responses =
                    new TimeStampResponseGenerator(tokens, refuses ? Set.of() : TSPAlgorithms.ALLOWED);
            TimeStampRequest asked = new TimeStampRequest(request);
            TimeStampResponse response = refuses
                    ? responses.generateFailResponse(2, 128, "no service today")
                    : responses.generate(asked, BigInteger.valueOf(++serial), new Date());
            return response.getEncoded();
        } catch (TSPException e) {
            throw new IOException(e);
        }
    }

    void refuse() {
        refuses = true;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/tsa");
    }

    public X509CertificateHolder certificate() {
        return certificate;
    }

    X509CertificateHolder issuer() {
        return issuer;
    }

    /** The certificate sent along is not what is signed: a fault in it does not touch the time. */
    boolean outsideTheSignature(byte[] token, int at) throws IOException {
        byte[] sent = certificate.getEncoded();
        for (int i = 0; i + sent.length <= token.length; i++) {
            if (java.util.Arrays.equals(java.util.Arrays.copyOfRange(token, i, i + sent.length), sent)) {
                return at >= i && at < i + sent.length;
            }
        }
        return false;
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
