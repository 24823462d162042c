package care.nearkin.notification;

/** Shows so much of an address that one who knows it recognises it. */
final class Mask {

    private Mask() {}

    static String of(Channel channel, String address) {
        return switch (channel) {
            case SMS, VOICE -> phone(address.strip());
            case MAIL -> mail(address.strip());
            case STAFF, DEVICE -> address;
        };
    }

    private static String phone(String number) {
        int end = number.length() > 7 ? 4 : Math.min(2, number.length() / 2);
        int begin = number.length() > 9 ? 3 : 0;
        return number.substring(0, begin)
                + "*".repeat(number.length() - begin - end)
                + number.substring(number.length() - end);
    }

    private static String mail(String address) {
        int at = address.lastIndexOf('@');
        return at < 1 ? "***" : address.charAt(0) + "***" + address.substring(at);
    }
}
