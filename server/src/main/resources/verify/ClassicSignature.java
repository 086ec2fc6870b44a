import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

final class ClassicSignature {
    /** secret: as the console shows it; headers: names in lower case; body: the raw bytes. */
    static boolean verify(String secret, Map<String, String> headers, byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        byte[] wanted = Base64.getEncoder().encode(mac.doFinal(body));
        return MessageDigest.isEqual(wanted, headers.getOrDefault("refersion-signature", "").getBytes(UTF_8));
    }
}
