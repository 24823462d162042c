package care.nearkin.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * Which authority vouches for a given broker ({@code ca}; without it those that Java knows), and with which certificate we
 * show who we are. All of them PEM files, read anew for each connection: a renewed one counts without a restart.
 */
record BrokerCertificates(
        @Nullable Path ca,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path keyPasswordFile) {

    /** An empty variable, as docker-compose passes on, counts as not given. */
    BrokerCertificates {
        ca = given(ca);
        certificate = given(certificate);
        key = given(key);
        keyPasswordFile = given(keyPasswordFile);
    }

    static @Nullable Path given(@Nullable Path file) {
        return file == null || file.toString().isBlank() ? null : file;
    }

    static final BrokerCertificates NONE = new BrokerCertificates(null, null, null, null);

    boolean any() {
        return ca != null || certificate != null || key != null;
    }

    SSLSocketFactory sockets() throws GeneralSecurityException, IOException {
        try {
            PemSslStoreBundle stores = new PemSslStoreBundle(own(), PemSslStoreDetails.forCertificates(text(ca)));
            checkOwn(stores.getKeyStore());
            return SslBundle.of(stores).createSslContext().getSocketFactory();
        } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
            throw new BrokenFiles(e);
        }
    }

    private @Nullable PemSslStoreDetails own() throws IOException {
        return certificate == null
                ? null
                : PemSslStoreDetails.forCertificates(text(certificate))
                        .withPrivateKey(text(key))
                        .withPrivateKeyPassword(keyPasswordFile == null ? null : firstLine(keyPasswordFile));
    }

    /** A broker would only hang up on it, without saying why. */
    private static void checkOwn(@Nullable KeyStore store) throws GeneralSecurityException {
        if (store == null) {
            return;
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.getCertificate(alias) instanceof X509Certificate own) {
                try {
                    own.checkValidity();
                } catch (GeneralSecurityException e) {
                    throw new OwnExpired(e);
                }
            }
        }
    }

    static String firstLine(Path file) throws IOException {
        return Files.readString(file).lines().findFirst().orElse("").strip();
    }

    private static @Nullable String text(@Nullable Path file) throws IOException {
        return file == null ? null : Files.readString(file);
    }

    /** What stands in the files is no certificate or no key that fits it. */
    static final class BrokenFiles extends GeneralSecurityException {
        BrokenFiles(Exception cause) {
            super("certificate files", cause);
        }
    }

    /** The certificate that we would show is not valid today. */
    static final class OwnExpired extends GeneralSecurityException {
        OwnExpired(Exception cause) {
            super("own certificate", cause);
        }
    }
}
