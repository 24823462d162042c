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

// The person's own, which the server names as the browser's. No other is loaded beside it: dates would be in the last loaded.
const language = navigator.languages[0].startsWith('zh') ? 'zh' : 'en';

export default {
  app: {vendor: 'Nearkin'},
  // the name set in application.yml; Spring's own token is another matter
  csrfCookieName: 'CAM-XSRF',
  disableWelcomeMessage: true,
  locales: {availableLocales: ['en', 'zh'], fallbackLocale: language}
};
