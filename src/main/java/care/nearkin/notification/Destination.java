package care.nearkin.notification;

import care.nearkin.kernel.Refusal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/**
 * Where a webhook may lead: never to addresses by which a machine tells its own secrets (link-local, the clouds' metadata),
 * and without TLS not out of the house. The name is looked up again before each message; Java keeps the answer for longer
 * than a connection takes, so that it leads where it was looked at.
 */
final class Destination {

    /** Where clouds answer who asks: Alibaba, AWS by IPv6, Oracle; 169.254.169.254 is link-local. */
    private static final Set<String> METADATA = Set.of("100.100.100.200", "fd00:ec2:0:0:0:0:0:254", "192.0.0.192");

    private static final int LONGEST = 500;

    /** Thrown when an address must not be spoken to. */
    static final class Forbidden extends RuntimeException {
        Forbidden() {
            super("a forbidden address", null, false, false);
        }
    }

    private Destination() {}

    /** Refuses what cannot be, or may not be, an address of a webhook. A name that is not known yet may come to be. */
    static void check(String url) {
        URI uri = uri(url);
        try {
            allow(uri);
        } catch (Forbidden forbidden) {
            throw Refusal.invalid("url", "notification.refusal.forbidden");
        } catch (UnknownHostException unknown) {
            if (!uri.getScheme().equals("https")) {
                throw Refusal.invalid("url", "notification.refusal.forbidden");
            }
        }
    }

    private static URI uri(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (!web
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || uri.getRawFragment() != null
                    || url.length() > LONGEST) {
                throw Refusal.invalid("url", "notification.refusal.url");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw Refusal.invalid("url", "notification.refusal.url");
        }
    }

    static void allow(URI uri) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(uri.getHost().replaceAll("^\\[|\\]$", ""));
        boolean inClear = uri.getScheme().equals("http");
        if (!Arrays.stream(addresses).allMatch(address -> allowed(address) && (!inClear || inside(address)))) {
            throw new Forbidden();
        }
    }

    private static boolean allowed(InetAddress address) {
        return !address.isLinkLocalAddress()
                && !address.isAnyLocalAddress()
                && !address.isMulticastAddress()
                && !METADATA.contains(address.getHostAddress().replaceAll("%.*", ""))
                && !translated(address);
    }

    /** An IPv6 address that a network turns into an IPv4 one, which could be any. */
    private static boolean translated(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address
                && bytes[0] == 0
                && bytes[1] == 0x64
                && bytes[2] == (byte) 0xff
                && bytes[3] == (byte) 0x9b;
    }

    /** Loopback, or a network that is not the internet. */
    private static boolean inside(InetAddress address) {
        boolean unique = address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || unique;
    }
}
