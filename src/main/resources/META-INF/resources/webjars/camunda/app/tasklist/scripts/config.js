// Drafts of forms, which the webapp would keep in clear in the browser, also by itself when its session ends: ours are on
// the server, at the task's page in Nearkin. What an earlier version left behind goes.
const isDraft = key => /^(camunda-form|camForm):/.test(String(key));
const setItem = Storage.prototype.setItem;
Storage.prototype.setItem = function(key, value) {
  if (!isDraft(key)) {
    setItem.call(this, key, value);
  }
};
Object.keys(localStorage).filter(isDraft).forEach(key => localStorage.removeItem(key));

// Camunda's own sign-in view is never wanted: who is not signed in (any more) goes to ours.
function signInWithUs() {
  if (/^#!?\/login/.test(window.location.hash)) {
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
  locales: {availableLocales: ['en', 'zh'], fallbackLocale: language},
  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: 'claims the currently selected task'
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: 'set the focus to the first filter in the list'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: 'sets the focus to the first task in the list'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: 'sets the focus to the first input field in a task form'
    }
  }
};
