package care.nearkin.notification;

@org.springframework.stereotype.Component
class NoticesForNow implements Notices {
    @Override
    public void tell(Notice notice) {}
}
