// Camunda's own sign-in view is never wanted: who is not signed in (any more) goes to ours.
function signInWithUs() {
  if (/^#!?\/login/.test(window.location.hash)) {
    // drafts of forms that the webapp left behind in clear
    Object.keys(localStorage)
      .filter(key => key.startsWith('camunda-form:'))
      .forEach(key => localStorage.removeItem(key));
    window.location.replace(document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '') + '/sign-in');
  }
}
window.addEventListener('hashchange', signInWithUs);
signInWithUs();

export default {
  app: {vendor: 'Nearkin'},
  // the name set in application.yml; Spring's own token is another matter
  csrfCookieName: 'CAM-XSRF',
  disableWelcomeMessage: true,
  locales: {availableLocales: ['en', 'zh'], fallbackLocale: 'en'}
};
